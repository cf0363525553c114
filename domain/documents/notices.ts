import { matterNames, effectOf, rowOf } from '../catalogue.ts';
import type { Application } from '../application.ts';
import { type CalendarDate, chineseDate } from '../calendar-dates.ts';
import { emptyCancellation } from '../cancellation.ts';
import { namedCancellation } from '../named-cancellation.ts';
import { groundOf } from '../grounds.ts';
import { authority, remediesText } from '../authorities.ts';
import { type DocumentContent, type DocumentKind, documentNames } from '../documents.ts';
import { initiatorNames } from '../initiators.ts';
import { type IssuedNotice, laterReasonText, unansweredText } from '../issued-notice.ts';
import { professions } from '../professions.ts';
import { documentNameOf } from './document-name.ts';

/** The notice of acceptance, given on the day (Asia/Shanghai) of acceptance; `deemed` says why it counts as accepted where nobody has examined it in time. */
export function acceptanceNotice(application: Application, on: CalendarDate, deemed: string | null): DocumentContent {
  return {
    ...notice('acceptance-notice', '受理通知书', application.number, on),
    statements: [
      `${application.applicant.name}：`,
      ...(deemed === null
        ? [
            `你提交的${subject(application)}申请（受理编号：${application.number ?? ''}）材料齐全，符合法定形式，依照《中华人民共和国行政许可法》第三十二条第一款第五项，现予受理。`,
          ]
        : [`你提交的${subject(application)}申请（受理编号：${application.number ?? ''}）视为受理。`, deemed]),
      '你可以登录平台，在“我要办事”—“事项查询”中查看办理进度。',
    ],
  };
}

/** The notice of non-acceptance with its reason (Administrative Licensing Law art. 32: in writing, with reasons and remedies by practice). */
export function nonAcceptanceNotice(application: Application, on: CalendarDate, reason: string): DocumentContent {
  return {
    ...notice('non-acceptance-notice', '不予受理通知书', application.number, on),
    statements: [
      `${application.applicant.name}：`,
      `你提交的${subject(application)}申请（受理编号：${application.number ?? ''}），依照《中华人民共和国行政许可法》第三十二条，经审查不予受理。理由如下：`,
      reason,
      remediesText,
    ],
  };
}

/** The notice of correction as it was issued: all items at once (Administrative Licensing Law art. 32 (4)), or why they come later. */
export function correctionNotice(application: Application, issued: IssuedNotice, on: CalendarDate): DocumentContent {
  const { addresseeName, items, laterReason, accepted } = issued;
  return {
    ...notice('correction-notice', '补正通知书', application.number, on),
    statements: [
      `${addresseeName}：`,
      `${application.applicant.name}提交的${subject(application)}申请（受理编号：${application.number ?? ''}），依照《中华人民共和国行政许可法》第三十二条第一款第四项，请一次性补正以下内容：`,
      ...items.map((item, index) => `${index + 1}．${item.subject}：${item.problem}`),
      ...(laterReason === null ? [] : [laterReasonText(laterReason)]),
      `请在平台提示的期限内补正；逾期未补正的，${unansweredText(accepted)}。`,
    ],
  };
}

/** The notice that the review takes longer, with the head's reason (Administrative Licensing Law art. 42). */
export function extensionNotice(application: Application, on: CalendarDate, reason: string): DocumentContent {
  return {
    ...notice('extension-notice', documentNames['extension-notice'], application.number, on),
    statements: [
      `${application.applicant.name}：`,
      `你提交的${subject(application)}申请（受理编号：${application.number ?? ''}）在法定期限内不能作出决定，经本机关负责人批准，依照《中华人民共和国行政许可法》第四十二条，审查期限延长${rowOf(application).extensionDays}个工作日。理由如下：`,
      reason,
      '你无需操作，可以登录平台，在“我要办事”—“事项查询”中查看办理进度。',
    ],
  };
}

/** The decision not to register, with its reason and the remedies (Administrative Licensing Law art. 38). */
export function rejectionNotice(application: Application, on: CalendarDate, reason: string): DocumentContent {
  const effect = effectOf(application);
  const decision = `不予${effect.verb}`;
  return {
    ...notice('rejection-notice', documentNameOf('rejection-notice', effect.code), application.number, on),
    statements: [
      `${application.applicant.name}：`,
      `你提交的${subject(application)}申请（受理编号：${application.number ?? ''}），依照《中华人民共和国行政许可法》第三十八条，经审查决定${decision}。理由如下：`,
      reason,
      remediesText,
    ],
  };
}

/** The decision to cancel a registration or some of its specialties, with its ground in law and the remedies (Administrative Licensing Law art. 70). */
export function cancellationNotice(application: Application, on: CalendarDate): DocumentContent {
  const { statement, document, decidedOn } = namedCancellation(application) ?? emptyCancellation;
  const [registration] = application.registrations;
  const effect = effectOf(application);
  return {
    ...notice('cancellation-notice', documentNameOf('cancellation-notice', effect.code), application.number, on),
    statements: [
      `${registration?.holderName ?? ''}、${registration?.employerName ?? ''}：`,
      decidedCancellation(application, on),
      ...(statement === null ? [] : [`情况说明：${statement}`]),
      ...(document === null
        ? []
        : [`作为依据的文书：${document}（${decidedOn === null ? '' : chineseDate(decidedOn)}）。`]),
      remediesText,
    ],
  };
}

function decidedCancellation(application: Application, on: CalendarDate): string {
  const { draft, number, profession, registrations } = application;
  // Who drops some of their own specialties is asked for no ground: they do not practise them any more.
  const { ground } = namedCancellation(application) ?? { ground: 'practice-ended' };
  const law = ground === null ? undefined : groundOf(ground, profession);
  const basis = law === undefined ? '' : `依据${law.source}（${law.name}），`;
  const name = professions[profession].name;
  const which = `（注册编号：${registrations[0]?.number ?? ''}，受理编号：${number ?? ''}）`;
  if (effectOf(application).ends?.scope !== 'specialties')
    return `${basis}决定注销${name}注册${which}，注册证书自${chineseDate(on)}起失效。`;
  const specialties = draft.specialties.join('、');
  return `${basis}决定自${chineseDate(on)}起注销${name}注册${which}的${specialties}专业，其他专业的注册不变，注册证书随之换发。`;
}

/**
 * What a person is told before it is decided about their registration: what has been begun, on which ground and by which law, and that
 * they may state their case (Administrative Licensing Law art. 36: parties have the right to be heard).
 */
export function statementNotice(application: Application, on: CalendarDate): DocumentContent {
  const { initiator, registrations } = application;
  const [registration] = registrations;
  const fields = effectOf(application).change(application);
  return {
    ...notice('statement-notice', documentNames['statement-notice'], application.number, on),
    statements: [
      `${registration?.holderName ?? application.applicant.name}：`,
      `${initiatorNames[initiator]}已就你的${professions[application.profession].name}注册（注册编号：${registration?.number ?? ''}）提出${matterNames[application.matter]}（受理编号：${application.number ?? ''}）。`,
      ...fields.filter(({ value }) => value !== '').map(({ label, value }) => `${label}：${value}`),
      `你有权陈述和申辩。请自本告知之日起${rowOf(application).days.statement}个工作日内登录平台，在“事项查询”中打开该事项提出，并可以上传材料；逾期未提出的，视为放弃。`,
    ],
  };
}

/** What was applied for, in words: profession and matter. */
export function subject(application: Pick<Application, 'profession' | 'matter'>): string {
  return `${professions[application.profession].name}${matterNames[application.matter]}`;
}

/** A paper of the department without its statements. */
export function notice(
  kind: DocumentKind,
  title: string,
  number: string | null,
  on: CalendarDate | null,
): DocumentContent {
  return {
    kind,
    title,
    number,
    withPhoto: false,
    sections: [],
    statements: [],
    signatures: [],
    issuedOn: on === null ? null : chineseDate(on),
    issuer: authority,
  };
}
