import { rowOf } from '../../domain/application.ts';
import { type ApprovalEffect, matterNames, professions } from '../../domain/catalogue.ts';
import type { ApplicationState } from '../../domain/lifecycle.ts';
import type { MessageItem } from '../platform/entities.ts';
import type { AppendedEvent } from './stream-record.ts';

/** One message: on which event, to whom, and what it says. */
interface MessageRow {
  readonly action: AppendedEvent['action'];
  readonly audience: 'practitioner' | 'employer';
  /** Only when the step begins in one of these states, ends in this one, or asks this party. */
  readonly from?: readonly ApplicationState[];
  readonly to?: ApplicationState;
  readonly addressee?: 'practitioner' | 'employer';
  /** Only of matters whose approval does this. */
  readonly effect?: ApprovalEffect;
  readonly title: string;
  /** `{matter}`, `{number}` and `{reason}` are filled in from the event. */
  readonly text: string;
}

/** Every message that is sent: what has happened, and what to do next. The department works from its queues and gets none. */
export const messageRows: readonly MessageRow[] = [
  {
    action: 'documents-ready',
    audience: 'practitioner',
    to: 'awaiting-employer',
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
    title: '有一项注册申请待确认',
    text: '{matter}申请（受理编号：{number}）等待贵单位确认。请在“待办事项”中核对，下载打印申请表，由法定代表人签字并加盖公章后扫描上传；内容有误的，可以退回。',
  },
  {
    action: 'confirm',
    audience: 'practitioner',
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
  {
    action: 'request-correction',
    audience: 'practitioner',
    addressee: 'practitioner',
    title: '请补正申请材料',
    text: '您的{matter}申请（受理编号：{number}）需要补正：{reason}。请在“事项查询”中打开该申请，在期限内逐项补正；逾期未补正的，申请失效。',
  },
  {
    action: 'request-correction',
    audience: 'employer',
    addressee: 'employer',
    title: '请补正申请材料',
    text: '{matter}申请（受理编号：{number}）需要贵单位补正：{reason}。请在“待办事项”中打开“材料补正”，在期限内逐项补正；逾期未补正的，申请失效。',
  },
  {
    action: 'request-correction',
    audience: 'practitioner',
    addressee: 'employer',
    title: '已通知企业补正材料',
    text: '您的{matter}申请（受理编号：{number}）需要聘用企业补正：{reason}。请提醒企业在期限内补正；逾期未补正的，申请失效。',
  },
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
  {
    action: 'approve',
    audience: 'practitioner',
    to: 'approved',
    effect: 'registration',
    title: '准予注册',
    text: '您的{matter}申请（受理编号：{number}）准予注册。电子证书正在生成，生成后可在“我的证照”中下载。',
  },
  {
    action: 'approve',
    audience: 'employer',
    to: 'approved',
    title: '准予注册',
    text: '{matter}申请（受理编号：{number}）准予注册。注册人员可在“在册人员”中查看。',
  },
  {
    action: 'approve',
    audience: 'practitioner',
    to: 'approved',
    effect: 'qualification',
    title: '准予录入',
    text: '您的{matter}申请（受理编号：{number}）准予录入，该资格已列入“我的资格”。请在“我要办事”中申请注册。',
  },
  {
    action: 'reject',
    audience: 'practitioner',
    effect: 'qualification',
    title: '不予录入',
    text: '您的{matter}申请（受理编号：{number}）不予录入，原因：{reason}。不予录入决定书可在“事项查询”中下载，其中写明了救济途径。',
  },
  {
    action: 'reject',
    audience: 'practitioner',
    effect: 'registration',
    title: '不予注册',
    text: '您的{matter}申请（受理编号：{number}）不予注册，原因：{reason}。不予注册决定书可在“事项查询”中下载，其中写明了救济途径。',
  },
  {
    action: 'reject',
    audience: 'employer',
    title: '不予注册',
    text: '{matter}申请（受理编号：{number}）不予注册，原因：{reason}。',
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
  {
    action: 'withdraw',
    audience: 'employer',
    // Before that the employer has not been told of the application.
    from: [
      'awaiting-employer',
      'returned',
      'awaiting-acceptance',
      'awaiting-correction',
      'under-review',
      'awaiting-decision',
    ],
    title: '申请人已撤回申请',
    text: '{matter}申请（受理编号：{number}）已由申请人撤回，贵单位无需再办理。',
  },
  {
    action: 'expire',
    audience: 'practitioner',
    from: ['awaiting-employer'],
    title: '企业逾期未确认，申请失效',
    text: '聘用企业未在期限内确认您的{matter}申请（受理编号：{number}），申请已失效。如仍需注册，请与企业联系后重新申请。',
  },
  {
    action: 'expire',
    audience: 'employer',
    from: ['awaiting-employer'],
    title: '逾期未确认，申请失效',
    text: '贵单位未在期限内确认{matter}申请（受理编号：{number}），申请已失效。如仍需注册，请由申请人重新申请。',
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
    from: ['awaiting-correction'],
    title: '逾期未补正，申请失效',
    text: '您的{matter}申请（受理编号：{number}）未在期限内补正，已失效。如仍需注册，请备齐材料后重新申请。',
  },
  {
    action: 'expire',
    audience: 'employer',
    from: ['awaiting-correction'],
    title: '逾期未补正，申请失效',
    text: '{matter}申请（受理编号：{number}）未在期限内补正，已失效。如仍需注册，请由申请人重新申请。',
  },
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
    text: '您的{matter}电子证书已换发（受理编号：{number}）。请在“我的证照”中下载新的证书，注册编号和有效期不变。',
  },
];

/** The messages of an event, none to whoever acted. Their ids follow from the event, so that a repetition is the same message. */
export function messagesOf(event: AppendedEvent): MessageItem[] {
  const inboxes = { practitioner: event.personId, employer: event.employerCreditCode };
  return messageRows
    .filter((row) => isMeant(row, event))
    .flatMap((row) => {
      const inbox = inboxes[row.audience];
      if (inbox === undefined || inbox === '') return [];
      return [
        {
          inbox,
          messageId: messageIdOf(event),
          at: event.at,
          title: row.title,
          text: filledIn(row.text, event),
          applicationId: event.applicationId,
          read: false,
        },
      ];
    });
}

function isMeant(row: MessageRow, event: AppendedEvent): boolean {
  return (
    row.action === event.action &&
    row.audience !== event.actorParty &&
    (row.from === undefined || (event.from !== undefined && row.from.includes(event.from))) &&
    (row.to === undefined || row.to === event.to) &&
    (row.addressee === undefined || row.addressee === event.addressee) &&
    (row.effect === undefined || row.effect === rowOf(event).effect)
  );
}

/** Ids sort in the order of time: milliseconds since 1970 with 15 digits, then application and version. */
function messageIdOf({ at, applicationId, version }: AppendedEvent): string {
  return `${String(Date.parse(at)).padStart(15, '0')}-${applicationId}-${version}`.toLowerCase();
}

function filledIn(text: string, { profession, matter, number, reason }: AppendedEvent): string {
  const values: Readonly<Record<string, string>> = {
    matter: `${professions[profession].name}${matterNames[matter]}`,
    number: number ?? '',
    // The sentence around it ends with a full stop of its own.
    reason: (reason ?? '').replace(/[。；;.\s]+$/u, ''),
  };
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
