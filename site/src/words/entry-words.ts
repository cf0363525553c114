import type { ApplicationState } from '../../../domain/states.ts';
import { type EffectCode, effects } from '../../../domain/catalogue.ts';
import type { Explanation, Viewer } from './explanation.ts';

/** Words of an outcome for a matter with an effect: an entry is 准予录入, a cancellation 准予注销注册, where a registration is 准予注册. */
export function outcomeWords(text: string, effect: EffectCode): string {
  return text.replace(/([准不]予)注册/g, `$1${effects[effect].verb}`);
}

/** What differs in the explanations of an out-of-province entry; undefined where the usual explanation holds. */
export function entryExplanationOf(state: ApplicationState, viewer: Viewer): Explanation | undefined {
  return (viewer === 'department' ? department[state] : undefined) ?? common[state];
}

type Explanations = Readonly<Partial<Record<ApplicationState, Explanation>>>;

const common: Explanations = {
  submitted: {
    meaning: '系统正在生成省外资格信息录入申请表和承诺书。',
    next: '生成后自动送达江苏省住房和城乡建设厅，一般不超过一分钟。',
  },
  'awaiting-correction': { meaning: '材料需要补正。', next: '请按补正通知逐项答复；逾期未补正的，申请失效。' },
  'awaiting-decision': { meaning: '审核已完成，等待审批。', next: '审批人员作出准予或者不予录入的决定。' },
  approved: { meaning: '准予录入，该资格已列入“我的资格”。', next: '可以在“我要办事”中用该资格申请注册。' },
  rejected: { meaning: '经审查决定不予录入。', next: '原因见不予录入决定书。符合条件后可重新录入。' },
  'not-accepted': { meaning: '申请不予受理。', next: '原因见不予受理通知书。具备条件后可重新录入。' },
  withdrawn: { meaning: '申请人已撤回申请。', next: '本次申请已终止。需要时请重新录入。' },
  expired: { meaning: '规定期限内没有答复，申请已失效。', next: '本次申请已终止。需要时请重新录入。' },
};

const department: Explanations = {
  'awaiting-acceptance': {
    meaning: '申请人已提交省外资格信息，等待受理。',
    next: '核对材料是否齐全、是否符合法定形式；需要补正的，一次性告知全部内容。',
  },
  'awaiting-decision': { meaning: '审核意见已提出，等待审批。', next: '审批人与审核人不能是同一人。' },
  approved: { meaning: '准予录入，该资格已列入申请人的职业资格。', next: '申请人可以用该资格申请注册。' },
};
