import { unansweredText } from '../../domain/issued-notice.ts';
import type { MessageRow } from './message-row.ts';

/** What a notice of correction is told by says what follows when nobody answers it. */
export const correctionMessageRows: readonly MessageRow[] = (['awaiting-acceptance', 'under-review'] as const).flatMap(
  (from): MessageRow[] => {
    const unanswered = `逾期未补正的，${unansweredText(from === 'under-review')}。`;
    const asked = { action: 'request-correction', from: [from], title: '请补正申请材料' } as const;
    return [
      {
        ...asked,
        audience: 'practitioner',
        addressee: 'practitioner',
        text: `您的{matter}申请（受理编号：{number}）需要补正：{reason}。请在“事项查询”中打开该申请，在期限内逐项补正；${unanswered}`,
      },
      {
        ...asked,
        audience: 'employer',
        addressee: 'employer',
        text: `{matter}申请（受理编号：{number}）需要贵单位补正：{reason}。请在“待办事项”中打开“材料补正”，在期限内逐项补正；${unanswered}`,
      },
      {
        ...asked,
        audience: 'practitioner',
        addressee: 'employer',
        title: '已通知企业补正材料',
        text: `您的{matter}申请（受理编号：{number}）需要聘用企业补正：{reason}。请提醒企业在期限内补正；${unanswered}`,
      },
    ];
  },
);
