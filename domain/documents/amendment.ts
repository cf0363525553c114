import { matterNames, effectOf, effects, rowOf } from '../catalogue.ts';
import type { Application } from '../application.ts';
import { sectionNames } from '../application-fields.ts';
import { declarationFields } from '../declaration-texts.ts';
import type { Initiator } from '../initiators.ts';
import type { Asked } from '../matters/effect.ts';
import { professions } from '../professions.ts';
import type { DocumentContent, DocumentField } from '../documents.ts';
import { employmentFields, employmentStatements, personFields, signaturesOf } from './sections.ts';
import { shownFields } from '../shown-fields.ts';
import { registeredTerms } from './terms.ts';
import { claimsFormerIdentity } from '../registration-rules.ts';

/** The form of an application about a registration: what is registered, and what shall be. */
export function amendmentForm(application: Application): DocumentContent {
  const row = rowOf(application);
  const change = changeFields(application);
  const parts = [
    {
      heading: sectionNames.person,
      // Who cancels another's registration has no business with that person's particulars.
      fields:
        application.initiator === 'practitioner'
          ? personFields(application.applicant)
          : [{ label: '姓名', value: application.applicant.name, wide: true }],
    },
    ...claimedSection(application),
    ...application.registrations.map((registration, index) => ({
      heading: index === 0 ? sectionNames.registration : '一并变更的注册',
      fields: registrationFields(registration),
    })),
    ...(change.length === 0 ? [] : [{ heading: '申请内容', fields: change }]),
    ...(row.asksEmployment ? [{ heading: sectionNames.employment, fields: employmentFields(application.draft) }] : []),
    ...(row.declares
      ? [
          {
            heading: sectionNames.declarations,
            fields: declarationFields(application.profession, application.draft.declarations),
          },
        ]
      : []),
  ];
  return {
    kind: 'application-form',
    title: `江苏省${professions[application.profession].name}${matterNames[application.matter]}申请表`,
    number: application.number,
    // Who has begun about somebody else has no photo of theirs.
    withPhoto: application.initiator === 'practitioner' && row.practitionerFiles.includes('photo'),
    sections: parts.map(({ heading, fields }, index) => ({ heading: `${numerals[index] ?? ''}、${heading}`, fields })),
    statements: [formStatements[application.initiator]],
    signatures: signaturesOf(application),
    issuedOn: null,
    issuer: null,
  };
}

/** The commitment letter that belongs to the form of an application about a registration. */
export function amendmentLetter(application: Application): DocumentContent {
  const { applicant, draft, registrations } = application;
  const row = rowOf(application);
  const subject = `${professions[application.profession].name}${matterNames[application.matter]}`;
  const number = registrations[0]?.number ?? draft.registrationNumber ?? '';
  const who = `本人${applicant.name}（证件号码：${applicant.idNumber}）`;
  const employer = row.asksEmployment ? `，聘用企业为${draft.employment.employerName ?? ''}` : '';
  const points = [
    '所填写的信息和上传的材料真实、准确、完整、有效，与原件一致。',
    ...(row.asksEmployment ? employmentStatements : []),
    ...effects[row.effect].commitments,
    ...(row.declares ? ['申请表所列的不予注册情形声明逐项真实；注册前情形有变化的，及时告知。'] : []),
    '如有隐瞒或者弄虚作假，自愿承担由此产生的一切法律责任。',
  ];
  return {
    kind: 'commitment-letter',
    title: `${subject}申请承诺书`,
    number: application.number,
    withPhoto: false,
    sections: [],
    statements: [
      `${who}，现就注册编号${number}申请${subject}${employer}，郑重承诺：`,
      ...points.map((point, index) => `${numerals[index] ?? ''}、${point}`),
    ],
    signatures: [{ party: '承诺人', lines: ['签字：', '日期：　　　年　　月　　日'] }],
    issuedOn: null,
    issuer: null,
  };
}

/** What a matter alone asks for, as forms and case pages show it. */
export function changeFields(
  application: Pick<Application, 'profession' | 'matter'> & Asked,
): readonly DocumentField[] {
  return effectOf(application).change(application);
}

/** What the applicant says of a registration under a former identity number. What the register knows of it is not printed before it is verified. */
export function claimedSection(
  application: Pick<Application, 'profession' | 'matter' | 'draft'>,
): { heading: string; fields: DocumentField[] }[] {
  const { draft } = application;
  if (!claimsFormerIdentity({ row: rowOf(application), draft })) return [];
  return [
    {
      heading: '注册信息（由申请人填写，待核对）',
      fields: [
        ...shownFields(['registrationNumber'], { draft }),
        { label: '注册类别', value: professions[application.profession].name },
        ...shownFields(['employment.employerName', 'employment.employerCreditCode'], { draft }),
      ],
    },
  ];
}

/** A registration as forms and case pages show it. */
export function registrationFields(registration: Application['registrations'][number]): DocumentField[] {
  const { number, profession, terms, employerName, employerCreditCode, zone } = registration;
  return [
    { label: '注册编号', value: number },
    { label: '注册类别', value: professions[profession].name },
    ...(zone === null ? [] : [{ label: '注册范围', value: zone, wide: true }]),
    { label: '聘用企业', value: employerName, wide: true },
    { label: '统一社会信用代码', value: employerCreditCode },
    ...registeredTerms(terms),
  ];
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

const formStatements: Readonly<Record<Initiator, string>> = {
  practitioner: '本人已认真阅读并确认以上内容，保证所填信息及所附材料真实、准确、完整。',
  employer: '本单位已认真核对以上内容，保证所填信息真实、准确、完整。',
  department: '以上内容由经办人员依据核实的材料填写。',
};
