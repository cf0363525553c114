import { matterNames } from '../catalogue.ts';
import type { Application } from '../application.ts';
import { emptyDraft } from '../application-parts.ts';
import { sectionNames } from '../application-fields.ts';
import { professions } from '../professions.ts';
import { authority } from '../authorities.ts';
import type { DocumentContent, DocumentField } from '../documents.ts';
import { personFields } from './sections.ts';
import { emptyEntry, type EntryDraft } from '../entry-draft.ts';
import { sectionFields } from '../shown-fields.ts';

/** The fields of an entry with their labels, as forms and case pages show them. */
export function entryFields(entry: EntryDraft): DocumentField[] {
  return sectionFields('entry', { draft: { ...emptyDraft, entry } });
}

/** The fields of the original registration; none when there was no registration before. */
export function priorRegistrationFields(entry: EntryDraft): DocumentField[] {
  return entry.registeredBefore === true
    ? sectionFields('prior-registration', { draft: { ...emptyDraft, entry } })
    : [];
}

/** The form of an out-of-province entry. */
export function entryForm(application: Application): DocumentContent {
  const name = professions[application.profession].name;
  const entry = application.draft.entry ?? emptyEntry;
  const prior = priorRegistrationFields(entry);
  return {
    kind: 'application-form',
    title: `${name}${matterNames[application.matter]}申请表`,
    number: application.number,
    withPhoto: false,
    sections: [
      { heading: `一、${sectionNames.person}`, fields: personFields(application.applicant) },
      {
        heading: `二、${sectionNames.entry}`,
        fields: [{ label: '资格名称', value: name, wide: true }, ...entryFields(entry)],
      },
      ...(prior.length === 0 ? [] : [{ heading: `三、${sectionNames['prior-registration']}`, fields: prior }]),
    ],
    statements: ['本人已认真阅读并确认以上内容，保证所填信息及所附材料真实、准确、完整。'],
    signatures: [{ party: '申请人', lines: ['签字：', '日期：　　　年　　月　　日'] }],
    issuedOn: null,
    issuer: null,
  };
}

/** The commitment letter that belongs to the form of an entry. */
export function entryLetter(application: Application): DocumentContent {
  const { applicant, draft } = application;
  const name = professions[application.profession].name;
  const entry = draft.entry ?? emptyEntry;
  return {
    kind: 'commitment-letter',
    title: `${name}${matterNames[application.matter]}承诺书`,
    number: application.number,
    withPhoto: false,
    sections: [],
    statements: [
      `本人${applicant.name}（证件号码：${applicant.idNumber}），现向${authority}申请录入在${entry.examinationProvince ?? ''}取得的${name}资格（资格证号：${entry.certificateNumber ?? ''}），郑重承诺：`,
      '一、所填写的资格信息和上传的资格证书扫描件真实、准确、完整、有效，与原件一致。',
      '二、该资格由本人依法取得，资格证书未被撤销、注销或者宣布无效，本人不存在冒用他人资格的情形。',
      '三、已如实填写是否在省外做过初始注册；已注册的，原注册信息填写准确。',
      '四、同意住房和城乡建设主管部门向发证机关、原注册机关核实以上信息。',
      '五、如有隐瞒或者弄虚作假，自愿承担由此产生的一切法律责任。',
    ],
    signatures: [{ party: '承诺人', lines: ['签字：', '日期：　　　年　　月　　日'] }],
    issuedOn: null,
    issuer: null,
  };
}
