export const applicationStates = [
  'draft',
  'submitted',
  'awaiting-employer',
  'returned',
  'awaiting-release',
  'awaiting-statement',
  'awaiting-acceptance',
  'awaiting-correction',
  'under-review',
  'awaiting-decision',
  'in-publicity',
  'approved',
  'rejected',
  'not-accepted',
  'withdrawn',
  'expired',
] as const;
export type ApplicationState = (typeof applicationStates)[number];

/** Work queues: whose 待办事项 an open step is listed in. */
export const queues = ['practitioner', 'employer', 'acceptance', 'review', 'decision', 'publicity'] as const;
export type Queue = (typeof queues)[number];

/**
 * Working days for each step: the employer's, revision and correction answers expire, the former employer's silence releases;
 * acceptance takes five, whose silence accepts (Administrative Licensing Law art. 32 (4)), review and decision twenty together (art. 42).
 */
export interface StepDays {
  readonly employer: number;
  readonly release: number;
  /** For the statement of a person about whom others have begun something; silence gives none. */
  readonly statement: number;
  readonly revision: number;
  readonly correction: number;
  readonly acceptance: number;
  readonly review: number;
  readonly decision: number;
  /** For what one officer decides alone. */
  readonly oneOfficer: number;
}

/** What the system does by itself when nobody has answered a step in time. */
export type Lapse =
  'expire' | 'lapse-correction' | 'lapse-release' | 'lapse-statement' | 'deem-accepted' | 'conclude-publicity';

/** How urgent a state looks: waiting for the reader, running, ended well, ended otherwise. */
export type Tone = 'todo' | 'running' | 'good' | 'ended';

/** What is known of a state, whatever the matter. */
export interface StateFacts {
  /** The name shown to users (DESIGN §4). */
  readonly name: string;
  readonly tone: Tone;
  /** Nothing more can happen. */
  readonly final: boolean;
  /** Whoever has begun the application can withdraw it: from submission up to the decision (manual 一（二）3). */
  readonly withdrawable: boolean;
  /** Where it waits for somebody; null: nowhere, or with whom its notice of correction addresses. */
  readonly queue: Queue | null;
  /** Which of the row's working days it has; null: none, or the days of publicity. */
  readonly days: keyof StepDays | null;
  /** What the system may do when nobody has answered in time, of which the lifecycle allows one at a time; none: it waits for ever. */
  readonly lapses: readonly Lapse[];
}

// prettier-ignore
export const states = {
  'draft':               { name: '草稿',         tone: 'todo',    final: false, withdrawable: false, queue: null,           days: null,         lapses: [] },
  'submitted':           { name: '材料生成中',   tone: 'running', final: false, withdrawable: true,  queue: null,           days: null,         lapses: [] },
  'awaiting-employer':   { name: '待企业确认',   tone: 'running', final: false, withdrawable: true,  queue: 'employer',     days: 'employer',   lapses: ['expire', 'lapse-correction'] },
  'returned':            { name: '企业退回',     tone: 'todo',    final: false, withdrawable: true,  queue: 'practitioner', days: 'revision',   lapses: ['expire', 'lapse-correction'] },
  'awaiting-release':    { name: '待原企业确认', tone: 'running', final: false, withdrawable: true,  queue: 'employer',     days: 'release',    lapses: ['lapse-release'] },
  'awaiting-statement':  { name: '待陈述申辩',   tone: 'todo',    final: false, withdrawable: true,  queue: 'practitioner', days: 'statement',  lapses: ['lapse-statement'] },
  'awaiting-acceptance': { name: '待受理',       tone: 'running', final: false, withdrawable: true,  queue: 'acceptance',   days: 'acceptance', lapses: ['deem-accepted'] },
  'awaiting-correction': { name: '待补正',       tone: 'todo',    final: false, withdrawable: true,  queue: null,           days: 'correction', lapses: ['expire', 'lapse-correction'] },
  'under-review':        { name: '审核中',       tone: 'running', final: false, withdrawable: true,  queue: 'review',       days: 'review',     lapses: [] },
  'awaiting-decision':   { name: '待审批',       tone: 'running', final: false, withdrawable: true,  queue: 'decision',     days: 'decision',   lapses: [] },
  'in-publicity':        { name: '公示中',       tone: 'running', final: false, withdrawable: false, queue: 'publicity',    days: null,         lapses: ['conclude-publicity'] },
  'approved':            { name: '准予注册',     tone: 'good',    final: true,  withdrawable: false, queue: null,           days: null,         lapses: [] },
  'rejected':            { name: '不予注册',     tone: 'ended',   final: true,  withdrawable: false, queue: null,           days: null,         lapses: [] },
  'not-accepted':        { name: '不予受理',     tone: 'ended',   final: true,  withdrawable: false, queue: null,           days: null,         lapses: [] },
  'withdrawn':           { name: '已撤回',       tone: 'ended',   final: true,  withdrawable: false, queue: null,           days: null,         lapses: [] },
  'expired':             { name: '逾期失效',     tone: 'ended',   final: true,  withdrawable: false, queue: null,           days: null,         lapses: [] },
} as const satisfies Record<ApplicationState, StateFacts>;

type StatesWith<Fact extends 'final' | 'withdrawable'> = {
  [State in ApplicationState]: (typeof states)[State][Fact] extends true ? State : never;
}[ApplicationState];

/** True when nothing more can happen to an application in this state. */
export function isFinal(state: ApplicationState): state is StatesWith<'final'> {
  return states[state].final;
}

/** True when whoever has begun an application can withdraw it in this state. */
export function isWithdrawable(state: ApplicationState): state is StatesWith<'withdrawable'> {
  return states[state].withdrawable;
}

export const finalStates = applicationStates.filter(isFinal);
export const withdrawableStates = applicationStates.filter(isWithdrawable);
