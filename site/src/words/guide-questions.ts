import { remedies } from '../../../domain/authorities.ts';
import type { MatterRow } from '../../../domain/catalogue.ts';

/** A question that is asked at the window, and its answer from the catalogue. */
export interface Question {
  readonly question: string;
  readonly answer: string;
}

/** The questions of a matter: only those that its row gives rise to, with the row's own periods. */
export function questionsOf(row: MatterRow): Question[] {
  const { days, employerStep, release, publicityDays, extensionDays } = row;
  const office = days.acceptance + days.review + days.decision;
  const made = publicityDays > 0 ? `；拟准予的还须公示${publicityDays}天，公示不计入办理期限` : '';
  return [
    {
      question: '要办多久？',
      answer: `主管部门受理${days.acceptance}个工作日，审核和审批共${days.review + days.decision}个工作日，合计不超过${office}个工作日${made}。经批准可以延长一次，最多${extensionDays}个工作日，并告知理由。等待补正的时间不计入。`,
    },
    ...(employerStep
      ? [
          {
            question: '聘用企业一直没有确认怎么办？',
            answer: `聘用企业应在${days.employer}个工作日内确认或者退回，逾期的申请失效，需要时重新申请。提交后请及时告知企业经办人在“待办事项”中办理。`,
          },
        ]
      : []),
    ...(release
      ? [
          {
            question: '原聘用企业不同意或者不答复怎么办？',
            answer: `原聘用企业在${days.release}个工作日内没有答复的，申请继续办理。提出异议的，由主管部门审查异议的理由后决定。`,
          },
        ]
      : []),
    {
      question: '材料不齐怎么办？',
      answer: `需要补正的内容一次告知。请在${days.correction}个工作日内逐项答复；受理前逾期未答复的，申请失效，受理后逾期未答复的，按现有材料作出决定。`,
    },
    {
      question: '提交后可以撤回吗？',
      answer: '在作出决定前，可以随时在“事项查询”中撤回。撤回后原有的注册不变，可以重新申请。',
    },
    {
      question: '不予准予怎么办？',
      answer: `决定书写明理由和依据。不服的，可以自收到之日起${remedies.review.period}内向${remedies.review.body}申请行政复议，或者${remedies.court.period}内向${remedies.court.body}提起行政诉讼；也可以在具备条件后重新申请。`,
    },
    { question: '收费吗？', answer: '不收取任何费用（《中华人民共和国行政许可法》第五十八条）。' },
  ];
}
