import type { Initiator } from '../../domain/initiators.ts';
import { type CalendarDate, chineseDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import { findMatterRow, matterNames } from '../../domain/catalogue.ts';
import { hoursText } from '../../domain/continuing-education.ts';
import type { EducationNeed } from '../../domain/education-overview.ts';
import { unansweredText } from '../../domain/issued-notice.ts';
import type { RegistrationStatus } from '../../domain/registration-terms.ts';
import { lastDayInTime } from '../../domain/renewal-time.ts';
import type { ApplicationState, Queue } from '../../domain/states.ts';
import { type SpecialtyTerm, standingTerms } from '../../domain/registration-terms.ts';
import { type ProfessionCode, professions } from '../../domain/professions.ts';
import type { MessageItem, RegistrationItem, WorkItemItem } from '../records/entities.ts';
import type { ReminderItem } from '../records/reminder-entity.ts';
import { aboutText, fillIn, matterText } from '../messages/message-text.ts';
import { messageIdAt } from '../records/message-id.ts';

/** A message before a step elapses: in which state, on whose turn, and to whom. */
interface StepReminderRow {
  readonly state: ApplicationState;
  readonly turn: Queue;
  /** Whoever must act, or the practitioner who waits for that. */
  readonly audience: 'actor' | 'practitioner';
  /** Only of applications that one of these began. */
  readonly initiators?: readonly Initiator[];
  readonly title: string;
  /** `{matter}`, `{number}` and `{due}`, the last day, are filled in. */
  readonly text: string;
}

// A reminder does not know whether the application is accepted.
const either = unansweredText(null);

const byPractitioner = ['practitioner'] as const;

/** Every message before a step elapses. */
export const stepReminderRows: readonly StepReminderRow[] = [
  {
    state: 'awaiting-employer',
    turn: 'employer',
    audience: 'actor',
    initiators: byPractitioner,
    title: '注册申请即将逾期，请尽快确认',
    text: `{matter}申请（受理编号：{number}）等待贵单位确认，{due}到期。请在“待办事项”中核对，上传签字盖章的申请表并确认；内容有误的，可以退回。逾期未确认的，${either}。`,
  },
  {
    state: 'awaiting-employer',
    turn: 'employer',
    audience: 'practitioner',
    initiators: byPractitioner,
    title: '企业尚未确认，申请即将逾期',
    text: `聘用企业尚未确认您的{matter}申请（受理编号：{number}），{due}到期。请提醒企业登录平台，在“待办事项”中确认；逾期未确认的，${either}。`,
  },
  {
    state: 'awaiting-employer',
    turn: 'employer',
    audience: 'actor',
    initiators: ['employer'],
    title: '注销申请即将逾期，请尽快提交',
    text: `{matter}申请（受理编号：{number}）的盖章申请表尚未上传，{due}到期。请在“待办事项”中上传并提交；逾期未提交的，${either}。`,
  },
  {
    state: 'awaiting-release',
    turn: 'employer',
    audience: 'actor',
    title: '变更聘用企业的答复即将逾期',
    text: '贵单位一名注册人员的{matter}申请（受理编号：{number}）等待贵单位答复，{due}到期。请在“待办事项”中答复是否同意解除聘用；逾期未答复的，申请继续办理。',
  },
  {
    state: 'awaiting-release',
    turn: 'practitioner',
    audience: 'actor',
    title: '变更证件号码的答复即将逾期',
    text: '{matter}申请（受理编号：{number}）要将您名下的注册变更到新的证件号码，等待您答复，{due}到期。请打开该申请，同意或者提出异议；逾期未答复的，申请继续办理。',
  },
  {
    state: 'awaiting-statement',
    turn: 'practitioner',
    audience: 'actor',
    title: '陈述申辩期限即将届满',
    text: '就您的注册提出的{matter}（受理编号：{number}）等待您陈述申辩，{due}到期。请在“事项查询”中打开该事项答复；逾期未答复的，视为放弃，继续办理。',
  },
  {
    state: 'returned',
    turn: 'practitioner',
    audience: 'actor',
    title: '退回的申请即将逾期，请尽快修改',
    text: `您的{matter}申请（受理编号：{number}）被聘用企业退回，尚未重新提交，{due}到期。请在“事项查询”中打开该申请，修改后重新提交；逾期未提交的，${either}。`,
  },
  {
    state: 'awaiting-correction',
    turn: 'practitioner',
    audience: 'actor',
    title: '补正即将逾期，请尽快办理',
    text: `您的{matter}申请（受理编号：{number}）尚未补正，{due}到期。请在“事项查询”中打开该申请，逐项补正；逾期未补正的，${either}。`,
  },
  {
    state: 'awaiting-correction',
    turn: 'employer',
    audience: 'actor',
    title: '补正即将逾期，请尽快办理',
    text: `{matter}申请（受理编号：{number}）尚未由贵单位补正，{due}到期。请在“待办事项”中打开“材料补正”，逐项补正；逾期未补正的，${either}。`,
  },
  {
    state: 'awaiting-correction',
    turn: 'employer',
    audience: 'practitioner',
    initiators: byPractitioner,
    title: '企业尚未补正，申请即将逾期',
    text: `聘用企业尚未补正您的{matter}申请（受理编号：{number}），{due}到期。请提醒企业在“待办事项”中补正；逾期未补正的，${either}。`,
  },
];

/** The messages before an open step elapses. Their ids follow from the reminder, so that a repetition is the same message. */
export function stepReminderMessages(reminder: ReminderItem, workItem: WorkItemItem): MessageItem[] {
  const { applicationId, number, state, queue, owner, dueAt } = workItem;
  const values = { matter: matterText(workItem), number, due: chineseDate(shanghaiDate(new Date(dueAt))) };
  return stepReminderRows
    .filter((row) => row.state === state && row.turn === queue)
    .filter(({ initiators }) => initiators?.includes(reminder.initiator ?? 'practitioner') ?? true)
    .map((row) => ({
      ...headOf(reminder),
      inbox: row.audience === 'actor' ? owner : reminder.personId,
      title: row.title,
      about: aboutText(
        row.audience === 'practitioner' || owner === reminder.personId ? undefined : workItem.applicantName,
        workItem,
      ),
      text: fillIn(row.text, values),
      applicationId,
    }));
}

/** The message to whoever waits for an employer that has no account here: how it gets one. */
export function employerAccountMessage(reminder: ReminderItem, workItem: WorkItemItem): MessageItem {
  const { applicationId, number, employerName, owner, dueAt } = workItem;
  const values = {
    matter: matterText(workItem),
    number,
    employer: `${employerName}（${owner}）`,
    due: chineseDate(shanghaiDate(new Date(dueAt))),
  };
  return {
    ...headOf(reminder),
    inbox: reminder.personId,
    title: '聘用企业尚未开通账号',
    about: aboutText(undefined, workItem),
    text: fillIn(
      '您的{matter}申请（受理编号：{number}）已转{employer}，该企业尚未使用过本平台。请联系企业经办人：由法定代表人在省统一身份认证平台注册法人账号，再从本网站首页选择“法人登录”，完善“企业信息”，即可在“待办事项”中确认，无需另行申请。企业名称或代码填写有误的，请撤回后重新申请。{due}前未确认的，申请失效。',
      values,
    ),
    applicationId,
  };
}

const registrationRows = [
  {
    audience: 'holder',
    text: '您的{profession}注册（注册编号：{number}）{specialties}有效期至{until}，剩余不超过{days}天。{when}',
  },
  {
    audience: 'employer',
    text: '贵单位在册人员的{profession}注册（注册编号：{number}）{specialties}有效期至{until}，剩余不超过{days}天。{when}',
  },
] as const;

/** The messages to holder and employer before a registration expires. Who employs the holder now is told, not who did when the reminder was written. */
export function registrationReminderMessages(
  reminder: ReminderItem,
  days: number,
  registration: RegistrationItem,
  ending: readonly SpecialtyTerm[],
): MessageItem[] {
  const { number, profession, terms, employerCreditCode } = registration;
  const validUntil = ending[0]?.validUntil ?? '';
  const values = {
    profession: professions[profession].name,
    number,
    // Where others last longer, or end earlier, those that end are named.
    specialties: standingTerms(terms).length === ending.length ? '' : `中的${specialtiesText(ending)}专业`,
    until: chineseDate(validUntil),
    days: String(days),
    when: renewalTimeText(profession, validUntil, days),
  };
  return registrationRows.map(({ audience, text }) => ({
    ...headOf(reminder),
    inbox: audience === 'holder' ? reminder.personId : employerCreditCode,
    title: '注册即将到期，请办理延续注册',
    about: [...(audience === 'employer' ? [registration.holderName] : []), values.profession].join(' · '),
    text: fillIn(text, values),
    registrationNumber: number,
  }));
}

/** Until when a renewal is in time, and what follows later; what the row says. */
function renewalTimeText(profession: ProfessionCode, validUntil: CalendarDate, days: number): string {
  const inTime = findMatterRow(profession, 'renewal')?.inTime ?? null;
  if (inTime === null) return '请在到期前办理延续注册。';
  const last = chineseDate(lastDayInTime(validUntil, inTime.daysBefore));
  return days < inTime.daysBefore
    ? '请尽快办理延续注册。'
    : `请在${last}前（含当日）申请延续注册：届满时尚未作出决定的，注册在决定作出前继续有效；此后申请的，注册自届满次日起失效，直至准予延续。`;
}

const endTexts = {
  renewing: {
    title: '注册有效期已届满，延续申请审查中，注册继续有效',
    text: '{profession}注册（注册编号：{number}）有效期已于{until}届满。延续申请是在规定时间内提出的，尚未作出决定，注册在决定作出前继续有效。',
  },
  expired: {
    title: '注册已到期失效',
    text: '{profession}注册（注册编号：{number}）有效期已于{until}届满，注册已失效，不得再以该注册的名义执业。需要继续执业的，请由本人申请重新注册；已申请延续注册的，以决定为准。',
  },
} as const;

const specialtyEndText = {
  title: '注册专业已到期失效',
  text: '{profession}注册（注册编号：{number}）中的{specialties}专业有效期已于{until}届满，不得再以该专业的名义执业；其他专业继续有效。需要继续以该专业执业的，请由本人申请{addition}；已申请延续注册的，以决定为准。',
};

/** The messages to holder and employer on the day after the last one: whether the registration has ended, or lasts until its renewal is decided. */
export function registrationEndMessages(
  reminder: ReminderItem,
  status: RegistrationStatus,
  registration: RegistrationItem,
): MessageItem[] {
  if (status !== 'renewing' && status !== 'expired') return [];
  const { title, text } = endTexts[status];
  return toBoth(reminder, registration, title, fillIn(text, endValues(registration, registration.validUntil)));
}

/** The messages to holder and employer on the day after the last one of some specialties, while others of the registration last. */
export function specialtyEndMessages(
  reminder: ReminderItem,
  registration: RegistrationItem,
  over: readonly SpecialtyTerm[],
): MessageItem[] {
  const values = { ...endValues(registration, over[0]?.validUntil ?? ''), specialties: specialtiesText(over) };
  const { title, text } = specialtyEndText;
  return toBoth(reminder, registration, title, fillIn(text, { ...values, addition: matterNames.addition }));
}

function endValues({ number, profession }: RegistrationItem, until: CalendarDate) {
  return { profession: professions[profession].name, number, until: chineseDate(until) };
}

function toBoth(reminder: ReminderItem, registration: RegistrationItem, title: string, text: string): MessageItem[] {
  const { number, profession, employerCreditCode, holderName } = registration;
  const { name } = professions[profession];
  const whose = [
    { inbox: reminder.personId, lead: '您的', about: name },
    { inbox: employerCreditCode, lead: '贵单位在册人员的', about: `${holderName} · ${name}` },
  ];
  return whose.map(({ inbox, lead, about }) => ({
    ...headOf(reminder),
    ...{ inbox, title, about, text: `${lead}${text}`, registrationNumber: number },
  }));
}

function specialtiesText(terms: readonly SpecialtyTerm[]): string {
  return terms.flatMap(({ specialty }) => specialty ?? []).join('、');
}

/** The message to the holder of a registration while hours of continuing education are missing for its renewal. */
export function educationReminderMessage(reminder: ReminderItem, need: EducationNeed): MessageItem {
  const { profession, registrationNumber, specialties, from, until, required, missing, enforced } = need;
  const { name } = professions[profession];
  const number = registrationNumber ?? '';
  const part = specialties.length === 0 ? '' : `中的${specialties.join('、')}专业`;
  const consequence = enforced ? '学时不足的，不能办理延续注册。' : '';
  return {
    ...headOf(reminder),
    inbox: reminder.personId,
    title: '继续教育学时不足，请在延续注册前补足',
    about: name,
    text: `您的${name}注册（注册编号：${number}）${part}有效期至${chineseDate(until)}。延续注册须在${chineseDate(from)}至${chineseDate(until)}之间完成继续教育${hoursText(required)}，名单中还缺${hoursText(missing)}。${consequence}请及时参加，在“继续教育”中可以查看已登记的学时。`,
    registrationNumber: number,
  };
}

function headOf({ at, reminderId }: ReminderItem) {
  return { messageId: messageIdAt(at, reminderId), at, read: false };
}
