import { isMobileNumber } from '../../../domain/identifiers.ts';
import { typedMobile } from '../../../domain/typed.ts';
import type { Answer } from '../forms/contract.ts';

/** What somebody fills in who objects. */
export interface ObjectionForm {
  readonly number: string;
  readonly reason: string;
  readonly contactName: string;
  readonly contactMobile: string;
}

/** An objection as its objector follows it. */
export type FollowedObjection = Answer<'public', 'followObjection'>;

const missing = {
  number: '请填写受理编号，公示名单中可以查到。',
  reason: '请写明异议的内容和理由。',
  contactName: '请填写您的姓名。',
  contactMobile: '请填写您的手机号码。',
} as const satisfies Record<keyof ObjectionForm, string>;

/** What is wrong with an objection as it is filled in, by field. */
export function objectionProblems(form: ObjectionForm): ReadonlyMap<string, string> {
  const values = new Map<string, string>(Object.entries(form));
  const empty = Object.entries(missing).filter(([name]) => (values.get(name) ?? '').trim() === '');
  const mobile = typedMobile(form.contactMobile);
  const wrong: [string, string][] =
    mobile === '' || isMobileNumber(mobile) ? [] : [['contactMobile', '请填写11位手机号码。']];
  return new Map([...empty, ...wrong]);
}
