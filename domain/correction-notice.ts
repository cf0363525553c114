import { type MatterRow, rowOf } from './catalogue.ts';
import type { Correction, CorrectionItem } from './application.ts';
import { isFieldCode, labelOf } from './application-fields.ts';
import type { CaseRecord } from './case-record.ts';
import { lifecycleFacts } from './lifecycle-facts.ts';
import { fieldsOf } from './matter-fields.ts';
import { fieldsOfAnotherApplication } from './open-fields.ts';
import { type Decision, done, refuse, refuseViolations } from './refusal.ts';
import type { Violation } from './violation.ts';

/** To whom a notice of correction is addressed. */
export type Addressee = 'practitioner' | 'employer';

/** What an item of a notice may concern: a field or file that its addressee can mend. */
export interface CorrectionSubject {
  /** The field's stable code. */
  readonly field: string;
  readonly label: string;
}

/** The subjects from which an officer chooses, in the order of the forms. Whatever else must be mended is named in words (其他). */
export function correctionSubjects(row: MatterRow, addressee: Addressee): CorrectionSubject[] {
  return fieldsOf(row)
    .filter(({ code, party }) => party === addressee && !fieldsOfAnotherApplication.includes(code))
    .map(({ code }) => ({ field: code, label: labelOf(code, row.supplement) }));
}

/** Items name what their addressee can mend. */
export function subjectsKnown(
  row: MatterRow,
  addressee: Addressee,
  items: readonly Pick<CorrectionItem, 'field'>[],
): Violation[] {
  const known = correctionSubjects(row, addressee);
  return items.flatMap(({ field }, index): Violation[] =>
    field == null || known.some((subject) => subject.field === field)
      ? []
      : [
          {
            code: 'correction-subject-unknown',
            field: `items.${index}.field`,
            message: fieldsOfAnotherApplication.includes(field)
              ? `第${index + 1}项（聘用企业、注册编号或者原证件号码）不能通过补正变更，请不予受理，或请申请人撤回后重新申请。`
              : `第${index + 1}项不是补正对象可以补正的材料或项目，请重新选择，或选择“其他”并写明。`,
          },
        ],
  );
}

/**
 * Everything to mend is told at once (Administrative Licensing Law art. 32 (4): 当场或者五日内一次告知). A later notice says why the
 * first could not have contained it.
 */
export function toldAtOnce(earlierNotices: number, laterReason: string | null): Violation[] {
  if (earlierNotices === 0 || laterReason !== null) return [];
  return [
    {
      code: 'later-reason-missing',
      field: 'laterReason',
      message: '该申请已发出过补正通知，补正内容应当一次性告知。再次通知的，请说明为何未能在首次通知中一并告知。',
    },
  ];
}

/** Who asks for a correction of an application: the reviewer once it is accepted, the acceptance officer before. */
export function correctionAskedBy({ state }: Pick<CaseRecord, 'state'>): 'review' | 'acceptance' {
  return state === 'under-review' ? 'review' : 'acceptance';
}

/**
 * A notice of correction as an officer wishes it. Refused when the addressee takes no part, an item is none that they can mend, or a later notice
 * (`earlierNotices` were given) does not say why it comes later.
 */
export function noticeOf(
  application: CaseRecord,
  wish: {
    readonly addressee: Addressee;
    readonly items: readonly Pick<CorrectionItem, 'field' | 'subject' | 'problem'>[];
    readonly laterReason: string | null;
  },
  earlierNotices: number,
): Decision<Correction> {
  const { addressee } = wish;
  const row = rowOf(application);
  const { employerStep, initiator } = lifecycleFacts(application);
  if (addressee === 'employer' && !employerStep) {
    return refuse('invalid-request', '该事项没有聘用企业环节，请选择由申请人补正。', [
      { field: 'addressee', code: 'no-employer-step', message: '请选择由申请人补正。' },
    ]);
  }
  if (addressee === 'practitioner' && initiator !== 'practitioner') {
    return refuse('invalid-request', '该申请由聘用企业提出，请选择由聘用企业补正。', [
      { field: 'addressee', code: 'not-the-applicant', message: '请选择由聘用企业补正。' },
    ]);
  }
  const violations = [...subjectsKnown(row, addressee, wish.items), ...toldAtOnce(earlierNotices, wish.laterReason)];
  if (violations.length > 0) return refuseViolations(violations);
  const items = wish.items.map(({ field, subject, problem }) => {
    // A chosen field is called as the forms call it.
    const label = field !== null && isFieldCode(field) ? labelOf(field, row.supplement) : subject;
    return { field, subject: label, problem, answer: null };
  });
  const from = correctionAskedBy(application) === 'review' ? 'under-review' : 'awaiting-acceptance';
  return done({ from, addressee, items, laterReason: earlierNotices === 0 ? null : wish.laterReason });
}
