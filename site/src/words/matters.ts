import { type EffectCode, effects } from '../../../domain/catalogue.ts';
import { cancellationWords, specialtiesEndedByOthers } from './cancellation.ts';
import { amended, type MatterWords, usualWords } from './matter-words.ts';
import { qualificationWords } from './qualification.ts';

/** Whoever holds a licence applies to amend it. */
const amending = ['《中华人民共和国行政许可法》第四十九条'];

const renewed = '在“我的证照”中下载换发的电子注册证书';
const newCertificate = '换发的电子注册证书生成后，可在“我的证照”中下载。';
const certificateByItself = '电子注册证书由系统换发。';

const identityAsked = {
  meaning: '聘用企业已确认，等待原证件号码的持有人答复。',
  next: '持有人用原证件登录本平台，同意、提出异议或者逾期未答复后，申请送达江苏省住房和城乡建设厅。',
};

const personalChange = amended(effects['personal-change'].verb, {
  practitioner: { meaning: '准予变更注册，注册信息已更新。', next: newCertificate },
  employer: { meaning: '准予变更注册，注册信息已更新。', next: '更新后的信息见“在册人员”。' },
  department: { meaning: '准予变更注册，注册信息已更新。', next: certificateByItself },
});

/** The words of every matter, by its effect. Those that are long have a file beside this one. */
export const matterWords: Readonly<Record<EffectCode, MatterWords>> = {
  registration: {
    ...usualWords,
    validity: (years) => `${years}年`,
    outcome: '在“我的证照”中下载电子注册证书',
    approvalNote: '登记注册信息，核发电子注册证书',
  },
  qualification: qualificationWords,
  renewal: {
    ...usualWords,
    basis: ['《中华人民共和国行政许可法》第五十条'],
    validity: (years) => `自原有效期届满之日起延长${years}年`,
    conditions: ({ opensDaysBefore, choosesSpecialties }) => [
      ...(choosesSpecialties ? ['各专业的有效期分别计算，按专业申请延续。'] : []),
      `在有效期届满前${opensDaysBefore ?? 0}天内申请，最迟在届满当日。`,
      '聘用企业为注册所在的企业；更换企业的，先办理变更注册。',
    ],
    outcome: renewed,
    approvalNote: '延长注册有效期，换发电子注册证书',
    explanations: amended(effects.renewal.verb, {
      practitioner: { meaning: '准予延续注册，注册有效期已延长。', next: newCertificate },
      employer: { meaning: '准予延续注册，注册有效期已延长。', next: '新的有效期见“在册人员”。' },
      department: { meaning: '准予延续注册，注册有效期已延长。', next: certificateByItself },
    }),
  },
  'employer-change': {
    ...usualWords,
    basis: amending,
    validity: () => '不变',
    conditions: () => ['变更后的聘用企业与注册所在的企业不同。', '本人的全部有效注册一并转入变更后的聘用企业。'],
    outcome: renewed,
    approvalNote: '注册转入新聘用企业，换发电子注册证书',
    explanations: amended(effects['employer-change'].verb, {
      practitioner: { meaning: '准予变更注册，您的注册已转入新聘用企业。', next: newCertificate },
      employer: { meaning: '准予变更注册，该人员的注册已转入本企业。', next: '该人员已列入“在册人员”。' },
      department: { meaning: '准予变更注册，注册已转入新聘用企业。', next: certificateByItself },
    }),
  },
  'personal-change': {
    ...usualWords,
    basis: amending,
    validity: () => '不变',
    conditions: () => [
      '身份认证信息中的姓名或者证件号码与注册信息不一致。',
      '证件号码已变更的，填写原证件号码和原注册编号。',
      '本人的全部有效注册一并变更。',
    ],
    outcome: renewed,
    approvalNote: '更新注册信息，换发电子注册证书',
    explanations: {
      practitioner: { ...personalChange.practitioner, 'awaiting-release': identityAsked },
      employer: { ...personalChange.employer, 'awaiting-release': identityAsked },
      department: { ...personalChange.department, 'awaiting-release': identityAsked },
    },
  },
  addition: {
    ...usualWords,
    basis: amending,
    validity: (years) => `增加的专业自准予之日起${years}年，已注册的专业不变`,
    conditions: () => ['申请增加的专业均在资格证书上，且尚未注册；已过有效期或者已注销的专业，可以再次申请增加。'],
    outcome: renewed,
    approvalNote: '增加注册专业，换发电子注册证书',
    explanations: amended(effects.addition.verb, {
      practitioner: { meaning: '准予增项注册，注册专业已增加。', next: newCertificate },
      employer: { meaning: '准予增项注册，注册专业已增加。', next: '增加后的专业见“在册人员”。' },
      department: { meaning: '准予增项注册，注册专业已增加。', next: certificateByItself },
    }),
  },
  'specialty-cancellation': {
    ...usualWords,
    basis: ['《中华人民共和国行政许可法》第七十条'],
    validity: null,
    conditions: () => [
      '该注册还有其他有效的专业；全部不再保留的，申请注销注册。',
      '聘用企业和主管部门也可以就部分专业提出注销。决定前听取本人陈述申辩，期限五个工作日。',
    ],
    begunByOthers: specialtiesEndedByOthers,
    outcome: renewed,
    approvalNote: '注销所申请的专业，换发电子注册证书',
    explanations: amended(effects['specialty-cancellation'].verb, {
      practitioner: { meaning: '准予注销专业，其他专业的注册不变。', next: newCertificate },
      employer: { meaning: '准予注销专业，其他专业的注册不变。', next: '其余专业见“在册人员”。' },
      department: { meaning: '准予注销专业，其他专业的注册不变。', next: certificateByItself },
    }),
  },
  cancellation: cancellationWords,
};
