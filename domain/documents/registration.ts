import { matterNames } from '../catalogue.ts';
import type { Application } from '../application.ts';
import { declarationFields } from '../declaration-texts.ts';
import { labelOf, sectionNames } from '../application-fields.ts';
import type { DocumentContent, DocumentField } from '../documents.ts';
import { professions } from '../professions.ts';
import { qualificationCodes, shownFields } from '../shown-fields.ts';
import { employmentFields, employmentStatements, personFields, signaturesOf } from './sections.ts';

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
      {
        heading: `四、${sectionNames.declarations}`,
        fields: declarationFields(application.profession, draft.declarations),
      },
    ],
    statements: ['本人已认真阅读并确认以上内容，保证所填信息及所附材料真实、准确、完整。'],
    signatures: signaturesOf(application),
    issuedOn: null,
    issuer: null,
  };
}

/** The 承诺书 that the applicant reads and confirms with the form (manual 一（三）2（2）④). */
export function commitmentLetter(application: Application): DocumentContent {
  const { applicant, draft } = application;
  const name = professions[application.profession].name;
  return {
    kind: 'commitment-letter',
    title: `${name}注册申请承诺书`,
    number: application.number,
    withPhoto: false,
    sections: [],
    issuedOn: null,
    issuer: null,
    statements: [
      `本人${applicant.name}（证件号码：${applicant.idNumber}），现申请${name}${matterNames[application.matter]}，聘用企业为${draft.employment.employerName ?? ''}，郑重承诺：`,
      '一、所填写的信息和上传的材料真实、准确、完整、有效，与原件一致。',
      `二、${employmentStatements.join('')}`,
      '三、申请表所列的不予注册情形声明逐项真实；注册前情形有变化的，及时告知。',
      '四、注册后遵守法律、法规和有关管理规定，恪守职业道德，依法执业，接受住房和城乡建设主管部门的监督管理。',
      '五、如有隐瞒或者弄虚作假，自愿承担由此产生的一切法律责任。',
    ],
    signatures: [{ party: '承诺人', lines: ['签字：', '日期：　　　年　　月　　日'] }],
  };
}
