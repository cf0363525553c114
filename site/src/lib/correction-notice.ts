import type { Input } from './contract.ts';

/** One thing to mend, as inputs hold it. */
export interface NoticeItem {
  readonly subject: string;
  readonly problem: string;
}

/** A notice of correction as inputs hold it; an empty addressee is not chosen yet. */
export interface NoticeForm {
  readonly addressee: string;
  readonly items: readonly NoticeItem[];
}

/** What the API takes. */
export type NoticeBody = Input<'department', 'requestCorrection'>['body'];

/** A notice in which nothing has been written. */
export const emptyNotice: NoticeForm = { addressee: '', items: [{ subject: '', problem: '' }] };

/** As many items as the API takes in one notice. */
export const mostItems = 30;

/** What is missing in a notice, by field. */
export function noticeProblems({ addressee, items }: NoticeForm): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  if (addressee === '') problems.set('addressee', '请选择补正对象。');
  for (const [index, { subject, problem }] of items.entries()) {
    if (subject.trim() === '') problems.set(`items.${index}.subject`, `请填写第${index + 1}项的材料或项目。`);
    if (problem.trim() === '') problems.set(`items.${index}.problem`, `请填写第${index + 1}项的问题和补正要求。`);
  }
  return problems;
}

/** The notice as the API takes it; null while something is missing. */
export function noticeBody(form: NoticeForm, version: number): NoticeBody | null {
  const { addressee, items } = form;
  if (noticeProblems(form).size > 0 || (addressee !== 'practitioner' && addressee !== 'employer')) return null;
  return {
    version,
    addressee,
    items: items.map(({ subject, problem }) => ({ subject: subject.trim(), problem: problem.trim() })),
  };
}
