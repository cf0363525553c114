import { effectCodes, effects } from '../../domain/catalogue.ts';
import type { Effect } from '../../domain/matters/effect.ts';
import type { MessageRow } from './message-row.ts';
import { abandonedMessageRows } from './abandoned-message-rows.ts';
import { correctionMessageRows } from './correction-message-rows.ts';
import { statementMessageRows } from './statement-message-rows.ts';
import { releaseMessageRows } from './release-message-rows.ts';

const byPractitioner = ['practitioner'] as const;

// What an approval without publicity is told by stands with its effect.
const approvalRows = effectCodes.flatMap((code) => {
  const { approvalMessages }: Effect = effects[code];
  return (['practitioner', 'employer'] as const).flatMap((audience): MessageRow[] => {
    const message = approvalMessages[audience];
    return message === null ? [] : [{ action: 'approve', audience, to: 'approved', effect: code, ...message }];
  });
});

/** Every message that is sent: what has happened, and what to do next. The department works from its queues and gets none. */
export const messageRows: readonly MessageRow[] = [
  {
    action: 'documents-ready',
    audience: 'practitioner',
    to: 'awaiting-employer',
    initiators: byPractitioner,
    title: '申请表已生成，等待企业确认',
    text: '您的{matter}申请（受理编号：{number}）已转聘用企业。请提醒企业登录平台，在“待办事项”中下载申请表，签字盖章后上传。',
  },
  {
    action: 'documents-ready',
    audience: 'practitioner',
    to: 'awaiting-acceptance',
    title: '申请已提交，等待受理',
    text: '您的{matter}申请（受理编号：{number}）已提交省住房和城乡建设厅。请在“事项查询”中查看办理进度。',
  },
  {
    action: 'documents-ready',
    audience: 'employer',
    to: 'awaiting-employer',
    initiators: byPractitioner,
    title: '有一项注册申请待确认',
    text: '{matter}申请（受理编号：{number}）等待贵单位确认。请在“待办事项”中核对，下载打印申请表，由法定代表人签字并加盖公章后扫描上传；内容有误的，可以退回。',
  },
  {
    action: 'documents-ready',
    audience: 'employer',
    to: 'awaiting-employer',
    initiators: ['employer'],
    title: '注销申请表已生成',
    text: '{matter}申请（受理编号：{number}）的申请表已生成。请在“待办事项”中下载打印，由法定代表人签字并加盖公章后扫描上传并提交。',
  },
  {
    action: 'documents-ready',
    audience: 'practitioner',
    to: 'awaiting-decision',
    initiators: byPractitioner,
    title: '申请已提交，等待决定',
    text: '您的{matter}申请（受理编号：{number}）已提交，由主管部门在两个工作日内作出决定。请在“事项查询”中查看结果。',
  },
  ...(['awaiting-acceptance', 'under-review'] as const).map((to): MessageRow => ({
    action: 'confirm',
    audience: 'practitioner',
    to,
    initiators: ['employer'],
    title: '聘用企业已重新盖章',
    text: '聘用企业已对您的{matter}申请（受理编号：{number}）重新盖章，申请继续办理。进度可在“事项查询”中查看。',
  })),
  {
    action: 'answer-correction',
    audience: 'employer',
    to: 'awaiting-employer',
    title: '申请表已补正，请重新盖章',
    text: '{matter}申请（受理编号：{number}）已按补正通知修改，申请表内容有变化，此前盖章的申请表不再使用。请在“待办事项”中下载新的申请表，重新签字盖章后上传并确认；内容有误的，可以退回。',
  },
  {
    action: 'confirm',
    audience: 'practitioner',
    to: 'under-review',
    initiators: byPractitioner,
    title: '企业已重新盖章，继续审核',
    text: '聘用企业已对补正后的{matter}申请（受理编号：{number}）重新盖章，申请继续审核，您无需操作。',
  },
  {
    action: 'confirm',
    audience: 'practitioner',
    to: 'awaiting-acceptance',
    initiators: byPractitioner,
    title: '企业已确认，等待受理',
    text: '聘用企业已确认您的{matter}申请（受理编号：{number}），申请已提交省住房和城乡建设厅。请在“事项查询”中查看办理进度。',
  },
  {
    action: 'return',
    audience: 'practitioner',
    title: '企业退回了您的申请',
    text: '您的{matter}申请（受理编号：{number}）被聘用企业退回，原因：{reason}。请在“事项查询”中打开该申请，修改后重新提交。',
  },
  {
    action: 'amend-employer',
    audience: 'practitioner',
    title: '注册信息中的聘用企业已变更',
    text: '您的注册已随企业信息变更：{reason}。注册证书正在换发，换发后可在“我的证照”中下载，您无需办理。',
  },
  {
    action: 'correct-employer',
    audience: 'practitioner',
    title: '企业名称已按证照更正，请重新确认',
    text: '您的{matter}申请（受理编号：{number}）需要您重新确认：{reason}。请在“事项查询”中打开该申请，阅读并确认申请表后重新提交，其他内容无需再填。',
  },
  {
    action: 'accept',
    audience: 'practitioner',
    title: '申请已受理',
    text: '您的{matter}申请（受理编号：{number}）已受理，现正审核。受理通知书可在“事项查询”中下载。',
  },
  {
    action: 'accept',
    audience: 'employer',
    title: '申请已受理',
    text: '{matter}申请（受理编号：{number}）已受理，现正审核，贵单位无需操作。',
  },
  {
    action: 'deem-accepted',
    audience: 'practitioner',
    title: '申请视为受理',
    text: '您的{matter}申请（受理编号：{number}）在法定期限内未告知需要补正的内容，依法视为受理，现正审核。受理通知书可在“事项查询”中下载，您无需操作。',
  },
  {
    action: 'deem-accepted',
    audience: 'employer',
    title: '申请视为受理',
    text: '{matter}申请（受理编号：{number}）在法定期限内未告知需要补正的内容，依法视为受理，现正审核，贵单位无需操作。',
  },
  {
    action: 'extend-review',
    audience: 'practitioner',
    title: '审查期限延长',
    text: '您的{matter}申请（受理编号：{number}）经批准延长审查期限，原因：{reason}。延长审查期限告知书可在“事项查询”中下载，您无需操作。',
  },
  {
    action: 'extend-review',
    audience: 'employer',
    title: '审查期限延长',
    text: '{matter}申请（受理编号：{number}）经批准延长审查期限，原因：{reason}。贵单位无需操作。',
  },
  ...(['practitioner', 'employer'] as const).flatMap((audience): MessageRow[] => [
    {
      action: 'hold-review',
      audience,
      title: '审查期限中止计算',
      text: '{matter}申请（受理编号：{number}）{reason}。不计入审查期限告知书可在平台下载，其间无需操作。',
    },
    {
      action: 'resume-review',
      audience,
      title: '审查期限恢复计算',
      text: '{matter}申请（受理编号：{number}）{reason}。恢复计算审查期限告知书可在平台下载，无需操作。',
    },
  ]),
  {
    action: 'lapse-correction',
    audience: 'practitioner',
    title: '逾期未答复，按现有材料审核',
    text: '您的{matter}申请（受理编号：{number}）的补正或者重新盖章未在期限内完成。该申请已受理，由审核人员按现有材料审查后作出决定。',
  },
  {
    action: 'lapse-correction',
    audience: 'employer',
    title: '逾期未答复，按现有材料审核',
    text: '{matter}申请（受理编号：{number}）的补正或者重新盖章未在期限内完成。该申请已受理，由审核人员按现有材料审查后作出决定，贵单位无需操作。',
  },
  {
    action: 'refuse',
    audience: 'practitioner',
    title: '申请不予受理',
    text: '您的{matter}申请（受理编号：{number}）不予受理，原因：{reason}。不予受理通知书可在“事项查询”中下载；符合条件后可以重新申请。',
  },
  {
    action: 'refuse',
    audience: 'employer',
    title: '申请不予受理',
    text: '{matter}申请（受理编号：{number}）不予受理，原因：{reason}。贵单位无需操作。',
  },
  ...correctionMessageRows,
  {
    action: 'answer-correction',
    audience: 'practitioner',
    title: '企业已提交补正',
    text: '聘用企业已提交您的{matter}申请（受理编号：{number}）的补正，申请继续办理。请在“事项查询”中查看办理进度。',
  },
  {
    action: 'approve',
    audience: 'practitioner',
    to: 'in-publicity',
    title: '审批通过，开始公示',
    text: '您的{matter}申请（受理编号：{number}）已审批通过，现予公示。公示期满无异议的，将准予注册并签发电子证书，您无需操作。',
  },
  {
    action: 'approve',
    audience: 'employer',
    to: 'in-publicity',
    title: '审批通过，开始公示',
    text: '{matter}申请（受理编号：{number}）已审批通过，现予公示，贵单位无需操作。',
  },
  ...approvalRows,
  {
    action: 'reject',
    audience: 'practitioner',
    title: '不予{verb}',
    text: '您的{matter}申请（受理编号：{number}）不予{verb}，原因：{reason}。不予{verb}决定书可在“事项查询”中下载，其中写明了救济途径。',
  },
  {
    action: 'reject',
    audience: 'employer',
    title: '不予{verb}',
    text: '{matter}申请（受理编号：{number}）不予{verb}，原因：{reason}。',
  },
  {
    action: 'uphold-objection',
    audience: 'practitioner',
    title: '公示异议成立，不予注册',
    text: '您的{matter}申请（受理编号：{number}）在公示期间收到异议，经核实成立，不予注册，原因：{reason}。不予注册决定书可在“事项查询”中下载，其中写明了救济途径。',
  },
  {
    action: 'uphold-objection',
    audience: 'employer',
    title: '公示异议成立，不予注册',
    text: '{matter}申请（受理编号：{number}）在公示期间收到异议，经核实成立，不予注册，原因：{reason}。',
  },
  {
    action: 'conclude-publicity',
    audience: 'practitioner',
    title: '公示期满，准予注册',
    text: '您的{matter}申请（受理编号：{number}）公示期满，准予注册。电子证书正在生成，生成后可在“我的证照”中下载。',
  },
  {
    action: 'conclude-publicity',
    audience: 'employer',
    title: '公示期满，准予注册',
    text: '{matter}申请（受理编号：{number}）公示期满，准予注册。注册人员可在“在册人员”中查看。',
  },
  ...abandonedMessageRows,
  {
    action: 'issue-certificate',
    audience: 'practitioner',
    title: '电子证书已签发',
    text: '您的{matter}电子证书已签发（受理编号：{number}）。请在“我的证照”中下载，证书上的二维码可用于验证。',
  },
  {
    action: 'supplement',
    audience: 'practitioner',
    title: '聘用企业已补正资质',
    text: '聘用企业已为您的{matter}申请（受理编号：{number}）补正资质（{reason}），您无需操作。已注册的，注册信息随之更新并换发电子证书。',
  },
  {
    action: 'reissue-certificate',
    audience: 'practitioner',
    title: '电子证书已换发',
    text: '您的电子证书已换发（{matter}，受理编号：{number}）。请在“我的证照”中下载新的证书，原证书不再使用。',
  },
  ...releaseMessageRows,
  ...statementMessageRows,
];
