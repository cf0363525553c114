import { type ProfessionCode, professionCodes } from '../../../domain/professions.ts';
import type { RegisterQuestion } from '../../../domain/register-search.ts';
import type { Answer } from '../forms/contract.ts';

/** The ways in which the register is searched. */
export const searchWays = [
  { value: 'person', label: '按姓名', note: '姓名和注册类别' },
  { value: 'employer', label: '按聘用企业', note: '该企业的注册人员' },
  { value: 'number', label: '按注册编号', note: '证书上的编号' },
] as const;

/** What is typed on the page: only the fields of the chosen way are asked. */
export interface RegisterForm {
  readonly by: RegisterQuestion['by'];
  readonly name: string;
  readonly profession: string;
  readonly employer: string;
  readonly number: string;
}

/** One page of what the register answers. */
export type FoundRegistrations = Answer<'public', 'searchRegister'>;

const asked = {
  person: { name: '请填写完整的姓名。', profession: '请选择注册类别。' },
  employer: { employer: '请填写企业全称或者统一社会信用代码。' },
  number: { number: '请填写注册编号。' },
} as const satisfies Record<RegisterForm['by'], Partial<Record<keyof RegisterForm, string>>>;

/** What is missing, by field. */
export function searchProblems(form: RegisterForm): ReadonlyMap<string, string> {
  const values = new Map<string, string>(Object.entries(form));
  return new Map(Object.entries(asked[form.by]).filter(([name]) => (values.get(name) ?? '').trim() === ''));
}

/** The question that a complete form asks. Throws for one that is not. */
export function questionOf({ by, name, profession, employer, number }: RegisterForm): RegisterQuestion {
  switch (by) {
    case 'person':
      return { by, name: name.trim(), profession: professionOf(profession) };
    case 'employer':
      return { by, employer: employer.trim() };
    case 'number':
      return { by, number: number.trim() };
  }
}

function professionOf(text: string): ProfessionCode {
  const found = professionCodes.find((code) => code === text);
  if (found === undefined) throw new RangeError(`no profession ${text}`);
  return found;
}
