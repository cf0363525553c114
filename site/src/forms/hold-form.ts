import { typedLine, typedParagraph } from '../../../domain/typed.ts';

/** What the inputs of a suspension or a lock hold; empty is not filled in yet. */
export interface HoldFields {
  readonly reason: string;
  readonly document: string;
  readonly project: string;
  readonly from: string;
  readonly until: string;
}

/** Nothing is filled in. */
export const emptyHold: HoldFields = { reason: '', document: '', project: '', from: '', until: '' };

/** What an officer fills in the form for, and the fields that it asks for. */
export const holdFields = {
  'propose-suspension': ['document', 'from', 'until', 'reason'],
  'lift-suspension': ['reason'],
  lock: ['project', 'until', 'reason'],
  unlock: ['reason'],
} as const satisfies Readonly<Record<string, readonly (keyof HoldFields)[]>>;
export type HoldFormAction = keyof typeof holdFields;

/** What the fields are called. */
export const holdLabels: Readonly<Record<keyof HoldFields, string>> = {
  reason: '理由',
  document: '决定文书及文号',
  project: '在建项目名称',
  from: '起始日期',
  until: '截止日期',
};

/** What is wrong or still to be filled in, by field. `today` is the date in Shanghai. */
export function holdProblems(action: HoldFormAction, form: HoldFields, today: string): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  for (const field of holdFields[action]) {
    if (form[field].trim() === '') problems.set(field, `请填写${holdLabels[field]}。`);
  }
  const from = action === 'propose-suspension' && form.from > today ? form.from : today;
  if (form.until !== '' && form.until < from) problems.set('until', '截止日期不能早于起始日期或者今天，请核对后填写。');
  return problems;
}

/** The body to send, once nothing is wrong. */
export function holdBody(action: HoldFormAction, form: HoldFields, version: number) {
  const reason = typedParagraph(form.reason);
  switch (action) {
    case 'propose-suspension':
      return { action, version, reason, document: typedLine(form.document), from: form.from, until: form.until };
    case 'lock':
      return { action, version, reason, project: typedLine(form.project), until: form.until };
    case 'lift-suspension':
    case 'unlock':
      return { action, version, reason };
  }
}
