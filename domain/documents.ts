import { type Application, type ApplicationDraft, type PractitionerProfile, type Supplement } from './application.ts';
import { labelOf, sectionNames } from './application-fields.ts';
import { rowOf } from './catalogue.ts';
import { lifecycleFacts } from './lifecycle-facts.ts';
import { matterNames } from './matter-codes.ts';
import { type ApprovalEffect, effectNames } from './matter-row.ts';
import { professions } from './professions.ts';
import { type CalendarDate, chineseDate } from './calendar-dates.ts';
import { emptyCancellation, groundRows } from './cancellation.ts';
import { parseResidentIdentityNumber } from './identifiers.ts';
import { type IssuedNotice, laterReasonText } from './issued-notice.ts';
import type { Registration } from './register.ts';
import {
  employmentCodes,
  personCodes,
  qualificationCodes,
  type ShownField as DocumentField,
  shownFields,
} from './shown-fields.ts';

export const documentKinds = [
  'application-form',
  'commitment-letter',
  'acceptance-notice',
  'non-acceptance-notice',
  'correction-notice',
  'rejection-notice',
  'cancellation-notice',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** The names of generated documents; the certificate is one too but has a content of its own. */
export const documentNames: Readonly<Record<DocumentKind | 'certificate', string>> = {
  'application-form': '注册申请表',
  'commitment-letter': '承诺书',
  'acceptance-notice': '受理通知书',
  'non-acceptance-notice': '不予受理通知书',
  'correction-notice': '补正通知书',
  'rejection-notice': '不予注册决定书',
  'cancellation-notice': '注销注册决定书',
  certificate: '电子注册证书',
};

/** The name of a generated document of a matter with an effect: what is not registered is not called a registration. */
export function documentNameOf(kind: DocumentKind | 'certificate', effect: ApprovalEffect): string {
  if (kind === 'rejection-notice') return `不予${effectNames[effect]}决定书`;
  if (kind !== 'application-form') return documentNames[kind];
  return effect === 'qualification' ? '省外资格信息录入申请表' : `${effectNames[effect]}申请表`;
}

export type { ShownField as DocumentField } from './shown-fields.ts';

/** What a generated document says; the page shows it as HTML and the paper prints it as PDF, so both say the same. */
export interface DocumentContent {
  readonly kind: DocumentKind;
  readonly title: string;
  readonly number: string | null;
  readonly withPhoto: boolean;
  readonly sections: readonly { readonly heading: string; readonly fields: readonly DocumentField[] }[];
  readonly statements: readonly string[];
  readonly signatures: readonly { readonly party: string; readonly lines: readonly string[] }[];
  readonly issuedOn: string | null;
  readonly issuer: string | null;
}

/** What an electronic certificate says. */
export interface CertificateContent {
  readonly title: string;
  readonly number: string;
  readonly fields: readonly DocumentField[];
  readonly issuer: string;
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly note: string | null;
  readonly verifyUrl: string;
  readonly holder: string;
}

/** The authority that issues every notice and certificate. */
export const authority = '江苏省住房和城乡建设厅';

/** The 注册申请表 of an application. The number is left out of what the applicant confirms: it is drawn only at submission. */
export function applicationForm(application: Application): DocumentContent {
  const { draft, applicant, qualification } = application;
  const title = `江苏省${professions[application.profession].name}${matterNames[application.matter]}申请表`;
  const specialties: DocumentField[] =
    draft.specialties.length === 0
      ? []
      : [{ label: labelOf('specialties'), value: draft.specialties.join('、'), wide: true }];
  return {
    kind: 'application-form',
    title,
    number: application.number,
    withPhoto: true,
    sections: [
      { heading: `一、${sectionNames.person}`, fields: personFields(applicant) },
      {
        heading: `二、${sectionNames.qualification}`,
        fields: [
          { label: '资格名称', value: professions[application.profession].name },
          ...shownFields(qualificationCodes, { qualification }),
          ...specialties,
        ],
      },
      { heading: `三、${sectionNames.employment}`, fields: employmentFields(draft) },
    ],
    statements: ['本人已认真阅读并确认以上内容，保证所填信息及所附材料真实、准确、完整。'],
    signatures: signaturesOf(application),
    issuedOn: null,
    issuer: null,
  };
}

/** Who signs a form: the applicant, and the employer with its seal where it takes part. */
export function signaturesOf(application: Application): DocumentContent['signatures'] {
  const { employerStep } = lifecycleFacts(application);
  const own = { party: '申请人', lines: ['签字：', '日期：　　　年　　月　　日'] };
  const sealed = {
    party: '聘用企业',
    lines: ['法定代表人签字：', '（加盖公章）', '日期：　　　年　　月　　日'],
  };
  const office = { party: '经办人', lines: ['签字：', '日期：　　　年　　月　　日'] };
  switch (application.initiator) {
    case 'practitioner':
      return employerStep ? [own, sealed] : [own];
    case 'employer':
      return [sealed];
    case 'department':
      return [office];
  }
}

/** What whoever names a new or present employment promises of it. */
export const employmentStatements = [
  '与聘用企业存在真实的劳动关系，聘用时间与劳动合同一致，不存在“挂证”行为，不同时在两个及以上单位注册或者执业。',
];

/** The 承诺书 that the applicant reads and confirms with the form (manual 一（三）2（2）④). */
export function commitmentLetter(application: Application): DocumentContent {
  const { applicant, draft } = application;
  const name = professions[application.profession].name;
  return {
    ...notice('commitment-letter', `${name}注册申请承诺书`, application.number, null),
    issuer: null,
    statements: [
      `本人${applicant.name}（证件号码：${applicant.idNumber}），现申请${name}${matterNames[application.matter]}，聘用企业为${draft.employment.employerName ?? ''}，郑重承诺：`,
      '一、所填写的信息和上传的材料真实、准确、完整、有效，与原件一致。',
      `二、${employmentStatements.join('')}`,
      '三、具有完全民事行为能力，不存在法律、法规规定的不予注册的情形。',
      '四、注册后遵守法律、法规和有关管理规定，恪守职业道德，依法执业，接受住房和城乡建设主管部门的监督管理。',
      '五、如有隐瞒或者弄虚作假，自愿承担由此产生的一切法律责任。',
    ],
    signatures: [{ party: '承诺人', lines: ['签字：', '日期：　　　年　　月　　日'] }],
  };
}

/** The notice of acceptance, given on the day (Asia/Shanghai) of acceptance. */
export function acceptanceNotice(application: Application, on: CalendarDate): DocumentContent {
  return {
    ...notice('acceptance-notice', '受理通知书', application.number, on),
    statements: [
      `${application.applicant.name}：`,
      `你提交的${subject(application)}申请（受理编号：${application.number ?? ''}）材料齐全，符合法定形式，现予受理。`,
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
      `你提交的${subject(application)}申请（受理编号：${application.number ?? ''}），经审查不予受理。理由如下：`,
      reason,
      remedies,
    ],
  };
}

/** The notice of correction as it was issued: all items at once (Administrative Licensing Law art. 32 (4)), or why they come later. */
export function correctionNotice(application: Application, issued: IssuedNotice, on: CalendarDate): DocumentContent {
  const { addresseeName, items, laterReason } = issued;
  return {
    ...notice('correction-notice', '补正通知书', application.number, on),
    statements: [
      `${addresseeName}：`,
      `${application.applicant.name}提交的${subject(application)}申请（受理编号：${application.number ?? ''}），请一次性补正以下内容：`,
      ...items.map((item, index) => `${index + 1}．${item.subject}：${item.problem}`),
      ...(laterReason === null ? [] : [laterReasonText(laterReason)]),
      '请在平台提示的期限内补正；逾期未补正的，申请失效。',
    ],
  };
}

/** The decision not to register, with its reason and the remedies (Administrative Licensing Law art. 38). */
export function rejectionNotice(application: Application, on: CalendarDate, reason: string): DocumentContent {
  const { effect } = rowOf(application);
  const decision = `不予${effectNames[effect]}`;
  return {
    ...notice('rejection-notice', documentNameOf('rejection-notice', effect), application.number, on),
    statements: [
      `${application.applicant.name}：`,
      `你提交的${subject(application)}申请（受理编号：${application.number ?? ''}），经审查决定${decision}。理由如下：`,
      reason,
      remedies,
    ],
  };
}

/** The decision to cancel a registration, with its ground in law and the remedies (Administrative Licensing Law art. 70). */
export function cancellationNotice(application: Application, on: CalendarDate): DocumentContent {
  const { ground, statement } = application.draft.cancellation ?? emptyCancellation;
  const [registration] = application.registrations;
  const basis = ground === null ? '' : `依据${groundRows[ground].source}（${groundRows[ground].name}），`;
  return {
    ...notice('cancellation-notice', documentNames['cancellation-notice'], application.number, on),
    statements: [
      `${registration?.holderName ?? ''}、${registration?.employerName ?? ''}：`,
      `${basis}决定注销${professions[application.profession].name}注册（注册编号：${registration?.number ?? ''}，受理编号：${application.number ?? ''}），注册证书自${chineseDate(on)}起失效。`,
      `情况说明：${statement ?? ''}`,
      remedies,
    ],
  };
}

/** The electronic certificate of a registration, with the address at which anybody verifies it. */
export function certificateContent(
  application: Application,
  registration: Registration,
  issuedOn: CalendarDate,
  verifyUrl: string,
): CertificateContent {
  const identity = parseResidentIdentityNumber(application.applicant.idNumber);
  const specialties: DocumentField[] =
    registration.specialties.length === 0 ? [] : [{ label: '注册专业', value: registration.specialties.join('、') }];
  const named = registration.employerQualification ?? null;
  const employerQualification: DocumentField[] =
    named === null ? [] : [{ label: '聘用企业资质', value: `${named.type}（${named.number}）` }];
  const zone: DocumentField[] = registration.zone === null ? [] : [{ label: '注册范围', value: registration.zone }];
  return {
    title: `中华人民共和国${professions[registration.profession].name}注册证书`,
    number: registration.number,
    holder: registration.holderName,
    fields: [
      { label: '姓名', value: registration.holderName },
      { label: '性别', value: identity?.sex ?? '' },
      { label: '出生日期', value: dateText(identity?.birthDate ?? null) },
      { label: '聘用企业', value: registration.employerName },
      ...employerQualification,
      ...specialties,
      ...zone,
      { label: '资格证号', value: application.qualification?.certificateNumber ?? '' },
      { label: '注册编号', value: registration.number },
      { label: '有效期', value: `${chineseDate(registration.validFrom)}至${chineseDate(registration.validUntil)}` },
    ],
    issuer: authority,
    issuedOn: chineseDate(issuedOn),
    validUntil: chineseDate(registration.validUntil),
    note: registration.zone === null ? null : `本证书仅在${registration.zone}范围内有效。`,
    verifyUrl,
  };
}

/** The supplement in words, for the case page and the form. */
export function supplementText(supplement: Supplement): string {
  switch (supplement.kind) {
    case 'company-qualification':
      return supplement.qualification === null
        ? '资质：无'
        : `资质：${supplement.qualification.type}（${supplement.qualification.number}）`;
    case 'cost-consultancy':
      return `是否为造价咨询企业：${supplement.isCostConsultancy ? '是' : '否'}`;
    case 'none':
      return '';
  }
}

const remedies = '如不服本决定，可以自收到之日起六十日内依法申请行政复议，或者六个月内依法提起行政诉讼。';

function subject(application: Application): string {
  return `${professions[application.profession].name}${matterNames[application.matter]}`;
}

function notice(kind: DocumentKind, title: string, number: string | null, on: CalendarDate | null): DocumentContent {
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

/** The 基本信息 of a form, brought along from the profile. */
export function personFields(applicant: PractitionerProfile): DocumentField[] {
  return shownFields(personCodes, { applicant });
}

/** The 聘用信息 of a form. */
export function employmentFields(draft: ApplicationDraft): DocumentField[] {
  return shownFields(employmentCodes, { draft });
}

/** A calendar date in Chinese; empty when there is none. */
export function dateText(date: CalendarDate | null): string {
  return date === null ? '' : chineseDate(date);
}
