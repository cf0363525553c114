import { effects } from '../../../domain/catalogue.ts';
import { groundName, groundsOf } from '../../../domain/grounds.ts';
import { amended, type MatterWords, type Words } from './matter-words.ts';

/** What somebody else wants to end, in the words that tell one matter from the other. */
interface Ending {
  readonly verb: string;
  /** As the person concerned is told of it. */
  readonly yours: string;
}

const ofRegistration: Ending = { verb: effects.cancellation.verb, yours: '注销您的注册' };
const ofSpecialties: Ending = { verb: effects['specialty-cancellation'].verb, yours: '注销您注册的部分专业' };

const unchanged = '原注册不变。';
const again = `${unchanged}需要注销时，请在“在册人员”中重新申请。`;

/** For the person whose registration an employer wants cancelled, or some specialties of it. */
const byEmployer = ({ verb, yours }: Ending): Words => ({
  submitted: { meaning: `聘用企业申请${yours}，系统正在生成申请表。`, next: '由聘用企业签字盖章后提交。' },
  'awaiting-employer': {
    meaning: `聘用企业申请${yours}，尚未盖章提交。`,
    next: '聘用企业提交后，由江苏省住房和城乡建设厅审查。有异议的，请及时与企业联系。',
  },
  'awaiting-statement': {
    meaning: `聘用企业申请${yours}，等待您陈述申辩。`,
    next: '请在五个工作日内在本页提出意见，可以上传材料；没有异议的也请答复，逾期视为放弃。',
  },
  'awaiting-acceptance': {
    meaning: `聘用企业申请${yours}，等待受理。`,
    next: '主管部门审查时会考虑您的陈述申辩；该申请由聘用企业撤回。',
  },
  'awaiting-correction': {
    meaning: '聘用企业的注销申请需要补正。',
    next: '由聘用企业按补正通知答复；逾期未补正的，申请失效；已受理的，按现有材料作出决定。',
  },
  'under-review': {
    meaning: `聘用企业申请${yours}，已受理，正在审核。`,
    next: '主管部门审查时会考虑您的陈述申辩。',
  },
  withdrawn: { meaning: '聘用企业已撤回注销申请。', next: '您的注册不变。' },
  rejected: { meaning: `经审查决定不予${verb}。`, next: '您的注册不变。' },
  'not-accepted': { meaning: '聘用企业的注销申请不予受理。', next: '您的注册不变。' },
  expired: { meaning: '聘用企业没有在规定期限内答复，注销申请已失效。', next: '您的注册不变。' },
});

/** For the person whose registration the department cancels, or some specialties of it. */
const byDepartment = ({ verb, yours }: Ending): Words => ({
  submitted: { meaning: '主管部门依职权办理注销，系统正在生成文书。', next: '生成后请您陈述申辩，再审核、审批。' },
  'awaiting-statement': {
    meaning: `主管部门拟依职权${yours}，等待您陈述申辩。`,
    next: '注销原因和法律依据见本页。请在五个工作日内在本页提出意见，可以上传材料；没有异议的也请答复，逾期视为放弃。',
  },
  'under-review': {
    meaning: `主管部门依职权${yours}，正在审核。`,
    next: '审核、审批时会考虑您的陈述申辩。',
  },
  withdrawn: { meaning: '主管部门已终止本次注销。', next: '您的注册不变。' },
  rejected: { meaning: `经审查决定不予${verb}。`, next: '您的注册不变。' },
});

const employerOwn = ({ verb }: Ending): Words => ({
  submitted: { meaning: `系统正在生成${verb}申请表。`, next: '生成后请在本页下载并盖章，一般不超过一分钟。' },
  'awaiting-employer': {
    meaning: `${verb}申请表已生成，等待本企业签字盖章。`,
    next: '请下载并打印申请表，由法定代表人签字并加盖公章后上传并提交；逾期未提交的，申请失效。',
  },
  withdrawn: { meaning: '本企业已撤回注销申请。', next: again },
  expired: { meaning: '规定期限内没有提交，注销申请已失效。', next: again },
});

const employerOfOthers: Words = {
  submitted: { meaning: '主管部门依职权办理注销，系统正在生成文书。', next: '审核、审批后作出决定。' },
  'under-review': {
    meaning: '主管部门依职权办理注销，正在审核。',
    next: '审核人员提出审核意见后，由另一名工作人员审批。',
  },
  withdrawn: { meaning: '主管部门已终止本次注销。', next: unchanged },
};

const departmentOwn: Words = {
  submitted: { meaning: '依职权注销已提交，系统正在生成文书。', next: '生成后听取本人陈述申辩，再进入审核。' },
  'awaiting-statement': {
    meaning: '等待注册人员本人陈述申辩。',
    next: '本人答复或者五个工作日届满后自动进入审核。',
  },

  'under-review': { meaning: '依职权注销等待审核。', next: '核对注销原因和证据，提出审核意见。' },
  withdrawn: { meaning: '依职权注销已撤回。', next: unchanged },
};

const begunByOthers = (ending: Ending): MatterWords['begunByOthers'] => ({
  employer: { practitioner: byEmployer(ending), employer: employerOwn(ending), department: {} },
  department: { practitioner: byDepartment(ending), employer: employerOfOthers, department: departmentOwn },
});

/** The words of a cancellation of some specialties by an employer or the department. */
export const specialtiesEndedByOthers = begunByOthers(ofSpecialties);

/** The words of a cancellation, which employers and the department begin too. */
export const cancellationWords: MatterWords = {
  basis: ['《中华人民共和国行政许可法》第六十九条、第七十条'],
  validity: null,
  conditions: ({ profession }) => [
    `本人提出的，注销原因为：${groundsOf('practitioner', profession).map(groundName).join('、')}。`,
    '本人自愿注销的，由一名工作人员在两个工作日内办结。',
    '聘用企业可以申请注销本企业人员的注册；主管部门可以依职权注销。决定前听取本人陈述申辩，期限五个工作日。',
    '注销后注册证书随即失效，不得再以该注册的名义执业。',
  ],
  outcome: '在“事项查询”中下载注销注册决定书',
  approvalNote: '注册随即注销，注册证书失效',
  explanations: amended(
    effects.cancellation.verb,
    {
      practitioner: {
        meaning: '准予注销注册，注册证书已失效。',
        next: '不得再以该注册的名义执业；今后需要执业的，请申请重新注册。',
      },
      employer: {
        meaning: '准予注销注册，该注册已注销，注册证书失效。',
        next: '该人员不得再以此项注册的名义执业。',
      },
      department: { meaning: '准予注销注册，该注册已注销。', next: '注册证书失效，在线验证显示“已注销”。' },
    },
    '生成后自动送达江苏省住房和城乡建设厅，一般不超过一分钟。',
  ),
  begunByOthers: begunByOthers(ofRegistration),
  arrivals: {
    practitioner: '注册人员本人已提交注销申请，等待受理。',
    employer: '聘用企业已提交盖章的注销申请，并已听取本人陈述申辩，等待受理。',
    department: '依职权注销已提交。',
  },
};
