import type { CaseRecord } from '../case-record.ts';
import { effectOf, rowOf } from '../catalogue.ts';
import { type CalendarDate, chineseDate } from '../calendar-dates.ts';
import { remediesText } from '../authorities.ts';
import type { Application } from '../application.ts';
import type { DocumentContent } from '../documents.ts';
import type { StepDays } from '../states.ts';
import { professions } from '../professions.ts';
import { documentNameOf } from './document-name.ts';
import { notice, subject } from './notices.ts';

type Approved = Application & Pick<CaseRecord, 'registrationNumbers'>;

/**
 * The decision to grant or amend, with its ground in law and the remedies of whoever it concerns (Administrative Licensing Law art. 38 (1): 应当依法作出准予
 * 行政许可的书面决定). What is registered stands on the certificate; the decision says what was asked for and under which number it is registered.
 */
export function approvalDecision(application: Approved, on: CalendarDate): DocumentContent {
  const { profession, applicant, draft, registrations, registrationNumbers, number } = application;
  const effect = effectOf(application);
  const row = rowOf(application);
  const employer = draft.employment.employerName ?? registrations[0]?.employerName ?? null;
  const examined = row.publicityDays > 0 ? '经审查和公示' : '经审查';
  const grounds = ['《中华人民共和国行政许可法》第三十八条第一款', ...professions[profession].regulations].join('、');
  return {
    ...notice('approval-decision', documentNameOf('approval-decision', effect.code), number, on),
    statements: [
      `${[applicant.name, ...(row.employerStep && employer !== null ? [employer] : [])].join('、')}：`,
      `你提交的${subject(application)}申请（受理编号：${number ?? ''}），${examined}，符合法定条件，依照${grounds}，决定准予${effect.verb}。`,
      ...grantedLines(application),
      ...(registrationNumbers.length === 0 ? [] : [`注册编号：${registrationNumbers.join('、')}。`]),
      ...(effect.certifies ? ['注册专业和有效期以电子注册证书的记载为准，证书可在“我的证照”中下载。'] : []),
      remediesText,
    ],
  };
}

/** What was asked for, as the form has it; of a registration its specialties, of an entry its certificate. */
function grantedLines(application: Approved): string[] {
  const { grants, change } = effectOf(application);
  const { draft, qualification } = application;
  const granted = {
    registration: { label: '注册专业', value: draft.specialties.join('、') },
    qualification: { label: '资格证号', value: qualification?.certificateNumber ?? '' },
  } as const;
  const fields = grants === null ? change(application) : [granted[grants]];
  return fields.filter(({ value }) => value !== '').map(({ label, value }) => `${label}：${value}`);
}

/** The step that nobody answered in time, and whom it was for. */
export interface Unanswered {
  readonly from: Application['state'] | null;
  readonly addressee: 'practitioner' | 'employer' | null;
}

/**
 * That an application has ended because a step was not answered in time: which one, within how many working days, and what can be done. What the department had asked for
 * by a notice comes with the remedies; what the parties owed each other is no act of the department.
 */
export function expiryNotice(application: Application, unanswered: Unanswered, on: CalendarDate): DocumentContent {
  const { applicant, number, initiator } = application;
  const isOwn = initiator === 'practitioner';
  const subjectText = `${subject(application)}申请（受理编号：${number ?? ''}）`;
  return {
    ...notice('expiry-notice', documentNameOf('expiry-notice', rowOf(application).effect), number, on),
    statements: [
      `${isOwn ? applicant.name : (application.draft.employment.employerName ?? '')}：`,
      `${isOwn ? '你提交的' : '你单位提交的'}${subjectText}，因${whyEnded(application, unanswered)}，已于${chineseDate(on)}失效，本次办理终止。`,
      '原有的注册不受影响。仍需办理的，可以在具备条件后重新申请。',
      ...(unanswered.from === 'awaiting-correction' ? [remediesText] : []),
    ],
  };
}

function whyEnded(application: Application, { from, addressee }: Unanswered): string {
  const { days } = rowOf(application);
  const within = (key: keyof StepDays) => `未在规定期限（${days[key]}个工作日）内`;
  const why: Readonly<Partial<Record<Application['state'], string>>> = {
    'awaiting-employer': `聘用企业${within('employer')}上传签字盖章的申请表`,
    returned: `申请被聘用企业退回后${within('revision')}重新提交`,
    'awaiting-correction': `${addressee === 'employer' ? '聘用企业' : '申请人'}${within('correction')}按补正通知书补正`,
  };
  return (from === null ? undefined : why[from]) ?? '未在规定期限内答复';
}
