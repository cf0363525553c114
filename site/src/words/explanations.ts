import { unansweredText } from '../../../domain/issued-notice.ts';
import type { ApplicationState } from '../../../domain/states.ts';
import type { Initiator } from '../../../domain/initiators.ts';
import type { EffectCode } from '../../../domain/catalogue.ts';
import type { Explanation, Viewer } from './explanation.ts';
import { matterWords } from './matters.ts';

/** What becomes of a step of the parties that nobody answers. */
const unanswered = unansweredText(null);

/** What a state is called while the system itself cannot go on. */
export const stallName = '系统处理中，已通知运维';

/** What a case means to everybody while the system itself cannot go on. */
export const stallExplanation: Explanation = {
  meaning: `${stallName}。`,
  next: '恢复后自动继续办理，已提交的内容都在，无需重复操作。',
};

/** The explanation of a state for a reader: the matter's own where it has one, by who has begun it. */
export function explanationOf(
  state: ApplicationState,
  viewer: Viewer,
  effect: EffectCode = 'registration',
  initiator: Initiator = 'practitioner',
): Explanation {
  const { explanations, begunByOthers } = matterWords[effect];
  const begun = initiator === 'practitioner' ? undefined : begunByOthers[initiator][viewer][state];
  return begun ?? explanations[viewer][state] ?? overrides[viewer][state] ?? common[state];
}

const common: Readonly<Record<ApplicationState, Explanation>> = {
  draft: { meaning: '申请尚未提交。', next: '填写完成并确认申请表后提交。' },
  submitted: { meaning: '系统正在生成注册申请表和承诺书。', next: '生成后自动转交聘用企业确认，一般不超过一分钟。' },
  'awaiting-employer': {
    meaning: '申请已转交聘用企业确认。',
    next: `聘用企业下载申请表，签字盖章后上传并提交；逾期未确认的，${unanswered}。`,
  },
  returned: { meaning: '聘用企业退回了申请。', next: `申请人按退回原因修改后重新提交；逾期未提交的，${unanswered}。` },
  'awaiting-release': {
    meaning: '新聘用企业已确认，等待原聘用企业答复。',
    next: '原聘用企业同意、提出异议或者逾期未答复后，申请送达江苏省住房和城乡建设厅。',
  },
  'awaiting-statement': {
    meaning: '等待注册人员本人陈述申辩。',
    next: '本人答复或者逾期未答复后，由江苏省住房和城乡建设厅继续办理。',
  },
  'awaiting-acceptance': {
    meaning: '申请已送达江苏省住房和城乡建设厅，等待受理。',
    next: '受理人员在五个工作日内核对材料，作出受理、不予受理或者补正的决定；逾期未告知补正的，依法视为受理。',
  },
  'awaiting-correction': {
    meaning: '材料需要补正。',
    next: `被通知的一方按补正通知逐项答复；逾期未补正的，${unanswered}。`,
  },
  'under-review': { meaning: '申请已受理，正在审核。', next: '审核人员提出审核意见后，由另一名工作人员审批。' },
  'awaiting-decision': { meaning: '审核已完成，等待审批。', next: '审批人员作出准予或者不予注册的决定。' },
  'in-publicity': { meaning: '拟准予注册，正在公示。', next: '公示期满无异议的，系统自动核发电子注册证书。' },
  approved: { meaning: '准予注册，注册信息已登记。', next: '电子注册证书可下载和在线验证。' },
  rejected: { meaning: '经审查决定不予注册。', next: '原因见不予注册决定书。符合条件后可重新申请。' },
  'not-accepted': { meaning: '申请不予受理。', next: '原因见不予受理通知书。具备条件后可重新申请。' },
  withdrawn: { meaning: '申请人已撤回申请。', next: '本次申请已终止。需要注册时请重新申请。' },
  expired: { meaning: '规定期限内没有答复，申请已失效。', next: '本次申请已终止。需要注册时请重新申请。' },
};

const overrides: Readonly<Record<Viewer, Readonly<Partial<Record<ApplicationState, Explanation>>>>> = {
  practitioner: {
    'awaiting-employer': {
      meaning: '申请已转交聘用企业确认。',
      next: `请提醒聘用企业登录平台，在“待办事项”中确认；逾期未确认的，${unanswered}。`,
    },
    returned: { meaning: '聘用企业退回了您的申请。', next: '请按退回原因修改，再次阅读并确认申请表后重新提交。' },
    approved: { meaning: '准予注册，注册信息已登记。', next: '请在“我的证照”中下载电子注册证书。' },
  },
  employer: {
    'awaiting-employer': {
      meaning: '职业资格人员已提交申请，等待本企业确认。',
      next: '请下载并打印申请表，认真阅读，由法定代表人签字并加盖公章后上传并提交；内容有误的，退回申请人修改。',
    },
    approved: { meaning: '准予注册，注册信息已登记。', next: '该人员已列入“在册人员”。' },
  },
  department: {
    'awaiting-acceptance': {
      meaning: '聘用企业已确认，等待受理。',
      next: '核对材料是否齐全、是否符合法定形式；需要补正的，一次性告知全部内容。',
    },
    'under-review': { meaning: '已受理，等待审核。', next: '核对申请内容与材料，提出审核意见。' },
    'awaiting-decision': { meaning: '审核意见已提出，等待审批。', next: '审批人与审核人不能是同一人。' },
    'in-publicity': { meaning: '拟准予注册，正在公示。', next: '期满自动核发证书；异议成立的，不予注册。' },
  },
};

/** What an open notice of correction means: to whom it is addressed, to the other party, and to neither. */
export function correctionExplanation(
  addressee: 'practitioner' | 'employer',
  viewer: 'practitioner' | 'employer',
): Explanation {
  const lapses = `逾期未补正的，${unanswered}。`;
  if (addressee === viewer) {
    const whose = viewer === 'practitioner' ? '您' : '本企业';
    return { meaning: `申请需要${whose}补正。`, next: `请按本页的补正通知修改，逐项答复后提交；${lapses}` };
  }
  return addressee === 'employer'
    ? { meaning: '申请需要聘用企业补正，您不需要操作。', next: `请提醒聘用企业登录平台，在“待办事项”中补正；${lapses}` }
    : { meaning: '申请需要申请人补正，本企业不需要操作。', next: `申请人逐项答复后，申请继续办理；${lapses}` };
}
