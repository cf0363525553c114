import { withdrawableStates } from '../../domain/states.ts';
import type { MessageRow } from './message-row.ts';

const byPractitioner = ['practitioner'] as const;
const byOthers = ['employer', 'department'] as const;

/** The messages about applications that end undecided: withdrawn by whoever has begun them, or expired for want of an answer. */
export const abandonedMessageRows: readonly MessageRow[] = [
  {
    action: 'withdraw',
    audience: 'employer',
    // Before that the employer has not been told of the application.
    from: withdrawableStates.filter((state) => state !== 'submitted'),
    initiators: byPractitioner,
    title: '申请人已撤回申请',
    text: '{matter}申请（受理编号：{number}）已由申请人撤回，贵单位无需再办理。',
  },
  {
    action: 'withdraw',
    audience: 'practitioner',
    // Before that the holder has not been told of it either.
    from: withdrawableStates.filter((state) => state !== 'submitted' && state !== 'awaiting-employer'),
    initiators: byOthers,
    title: '注销申请已撤回',
    text: '您的{matter}申请（受理编号：{number}）已由申请方撤回，您的注册继续有效，您无需操作。',
  },
  {
    action: 'withdraw',
    audience: 'employer',
    initiators: ['department'],
    title: '依职权注销已撤回',
    text: '{matter}（受理编号：{number}）已撤回，该人员的注册继续有效，贵单位无需操作。',
  },
  {
    action: 'expire',
    audience: 'practitioner',
    from: ['awaiting-employer'],
    initiators: byPractitioner,
    title: '企业逾期未确认，申请失效',
    text: '聘用企业未在期限内确认您的{matter}申请（受理编号：{number}），申请已失效。如仍需注册，请与企业联系后重新申请。',
  },
  {
    action: 'expire',
    audience: 'employer',
    from: ['awaiting-employer'],
    initiators: byPractitioner,
    title: '逾期未确认，申请失效',
    text: '贵单位未在期限内确认{matter}申请（受理编号：{number}），申请已失效。如仍需办理，请由申请人重新申请。',
  },
  {
    action: 'expire',
    audience: 'employer',
    from: ['awaiting-employer'],
    initiators: ['employer'],
    title: '逾期未提交，注销申请失效',
    text: '贵单位未在期限内上传{matter}申请（受理编号：{number}）的盖章申请表，申请已失效。如仍需办理，请重新发起。',
  },
  {
    action: 'expire',
    audience: 'practitioner',
    from: ['returned'],
    title: '逾期未修改，申请失效',
    text: '您的{matter}申请（受理编号：{number}）被企业退回后未在期限内重新提交，已失效。如仍需注册，请重新申请。',
  },
  {
    action: 'expire',
    audience: 'practitioner',
    addressee: 'practitioner',
    from: ['awaiting-correction'],
    title: '逾期未补正，申请失效',
    text: '您未在期限内补正{matter}申请（受理编号：{number}），申请已失效。如仍需注册，请备齐材料后重新申请。',
  },
  {
    action: 'expire',
    audience: 'practitioner',
    addressee: 'employer',
    from: ['awaiting-correction'],
    title: '企业逾期未补正，申请失效',
    text: '聘用企业未在期限内补正您的{matter}申请（受理编号：{number}），申请已失效。如仍需办理，请与企业联系。',
  },
  {
    action: 'expire',
    audience: 'employer',
    addressee: 'employer',
    from: ['awaiting-correction'],
    title: '逾期未补正，申请失效',
    text: '贵单位未在期限内补正{matter}申请（受理编号：{number}），申请已失效。如仍需办理，请由申请人重新申请。',
  },
  {
    action: 'expire',
    audience: 'employer',
    addressee: 'practitioner',
    from: ['awaiting-correction'],
    title: '申请人逾期未补正，申请失效',
    text: '申请人未在期限内补正{matter}申请（受理编号：{number}），申请已失效，贵单位不需要操作。',
  },
];
