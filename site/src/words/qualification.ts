import { professions } from '../../../domain/professions.ts';
import { type MatterWords, usualWords, type Words } from './matter-words.ts';

const common: Words = {
  submitted: {
    meaning: '系统正在生成省外资格信息录入申请表和承诺书。',
    next: '生成后自动送达江苏省住房和城乡建设厅，一般不超过一分钟。',
  },
  'awaiting-correction': {
    meaning: '材料需要补正。',
    next: '请按补正通知逐项答复；逾期未补正的，申请失效；已受理的，按现有材料作出决定。',
  },
  'awaiting-decision': { meaning: '审核已完成，等待审批。', next: '审批人员作出准予或者不予录入的决定。' },
  approved: { meaning: '准予录入，该资格已列入“我的资格”。', next: '可以在“我要办事”中用该资格申请注册。' },
  rejected: { meaning: '经审查决定不予录入。', next: '原因见不予录入决定书。符合条件后可重新录入。' },
  'not-accepted': { meaning: '申请不予受理。', next: '原因见不予受理通知书。具备条件后可重新录入。' },
  withdrawn: { meaning: '申请人已撤回申请。', next: '本次申请已终止。需要时请重新录入。' },
  expired: { meaning: '规定期限内没有答复，申请已失效。', next: '本次申请已终止。需要时请重新录入。' },
};

const department: Words = {
  ...common,
  'awaiting-acceptance': {
    meaning: '申请人已提交省外资格信息，等待受理。',
    next: '核对材料是否齐全、是否符合法定形式；需要补正的，一次性告知全部内容。',
  },
  'awaiting-decision': { meaning: '审核意见已提出，等待审批。', next: '审批人与审核人不能是同一人。' },
  approved: { meaning: '准予录入，该资格已列入申请人的职业资格。', next: '申请人可以用该资格申请注册。' },
};

/** The words of an out-of-province entry, which is no registration. */
export const qualificationWords: MatterWords = {
  ...usualWords,
  validity: null,
  conditions: ({ profession }) => [
    `在省外取得${professions[profession].name}职业资格，且不在本省的资格名单中。`,
    '如实填写是否在省外做过初始注册；已注册的，填写原注册信息。',
    '同一资格证书只能录入一次。',
  ],
  outcome: '在“我的资格”中查看，用该资格申请注册',
  approvalNote: '列入申请人的职业资格',
  explanations: { practitioner: common, employer: common, department },
};
