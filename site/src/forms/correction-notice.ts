import type { ApplicationView } from '../../../api/application.ts';
import { rowOf } from '../../../domain/catalogue.ts';
import type { Addressee, CorrectionSubject } from '../../../domain/correction-notice.ts';
import { typedLine, typedParagraph } from '../../../domain/typed.ts';
import type { Input } from './contract.ts';
import { tooLong } from './filled-in.ts';

/** One thing to mend, as inputs hold it. */
export interface NoticeItem {
  /** The code of a subject, `otherSubject`, or empty when nothing is chosen yet. */
  readonly field: string;
  /** What it concerns in words, where it is something else. */
  readonly subject: string;
  readonly problem: string;
}

/** A notice of correction as inputs hold it; an empty addressee is not chosen yet. */
export interface NoticeForm {
  readonly addressee: string;
  readonly items: readonly NoticeItem[];
  readonly laterReason: string;
}

/** What the API takes. */
export type NoticeBody = Input<'department', 'requestCorrection'>['body'];

/** The choice of 其他: what is to be mended is no field and no file of the application. */
export const otherSubject = 'other';

const emptyItem: NoticeItem = { field: '', subject: '', problem: '' };

/** A notice in which nothing has been written. */
export const emptyNotice: NoticeForm = { addressee: '', items: [emptyItem], laterReason: '' };

/** As many items as the API takes in one notice. */
export const mostItems = 30;

/** As many characters as the API takes of a problem and of the reason of a later notice. */
export const mostProblemCharacters = 500;

/** The form after another addressee was chosen: subjects that this one cannot mend are to be chosen anew. */
export function addressedTo(form: NoticeForm, addressee: string, subjects: readonly CorrectionSubject[]): NoticeForm {
  const fits = (code: string) => code === otherSubject || subjects.some(({ field }) => field === code);
  return { ...form, addressee, items: form.items.map((item) => (fits(item.field) ? item : { ...item, field: '' })) };
}

/** What is wrong or missing in a notice, by field. `later`: there was a notice before, so this one needs its reason. */
export function noticeProblems(form: NoticeForm, later: boolean): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  if (form.addressee === '') problems.set('addressee', '请选择补正对象。');
  if (later && form.laterReason.trim() === '') {
    problems.set('laterReason', '请说明为何未能在首次补正通知中一并告知。');
  }
  const longReason = later ? tooLong(form.laterReason, mostProblemCharacters) : undefined;
  if (longReason !== undefined) problems.set('laterReason', longReason);
  for (const [index, { field, subject, problem }] of form.items.entries()) {
    if (field === '') problems.set(`items.${index}.field`, `请选择第${index + 1}项的材料或项目。`);
    if (field === otherSubject && subject.trim() === '') {
      problems.set(`items.${index}.subject`, `请填写第${index + 1}项的材料或项目。`);
    }
    const wrong =
      problem.trim() === '' ? `请填写第${index + 1}项的问题和补正要求。` : tooLong(problem, mostProblemCharacters);
    if (wrong !== undefined) problems.set(`items.${index}.problem`, wrong);
  }
  return problems;
}

/** The notice as the API takes it; null while something is missing. */
export function noticeBody(
  form: NoticeForm,
  version: number,
  subjects: readonly CorrectionSubject[],
  later: boolean,
): NoticeBody | null {
  const { addressee } = form;
  if (noticeProblems(form, later).size > 0 || (addressee !== 'practitioner' && addressee !== 'employer')) return null;
  const items = form.items.map((item) => {
    const chosen = subjects.find(({ field }) => field === item.field);
    const problem = typedParagraph(item.problem);
    return chosen === undefined
      ? { field: null, subject: typedLine(item.subject), problem }
      : { field: chosen.field, subject: chosen.label, problem };
  });
  return { version, addressee, items, laterReason: later ? typedParagraph(form.laterReason) : null };
}

/** Whom a notice can address: the applicant where that began the application, and the employer where it takes part. */
export function addresseesOf(
  application: Pick<ApplicationView, 'profession' | 'matter' | 'initiator'>,
): { readonly value: Addressee; readonly label: string }[] {
  const { initiator } = application;
  const employerTakesPart = rowOf(application).employerStep || initiator === 'employer';
  return [
    ...(initiator === 'practitioner' ? [{ value: 'practitioner', label: '申请人' } as const] : []),
    ...(employerTakesPart ? [{ value: 'employer', label: '聘用企业' } as const] : []),
  ];
}
