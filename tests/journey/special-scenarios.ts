import type { MatterCode } from '../../domain/catalogue.ts';
import type { ApplicationState } from '../../domain/states.ts';
import type { ProfessionCode } from '../../domain/professions.ts';

/** What somebody does in a special scenario. */
export type SpecialStep =
  | 'submission without hours refused'
  | 'import hours'
  | 'write the employer wrongly'
  | 'confirmation under another name refused'
  | 'correct the name by the licence'
  | 'insured by another'
  | 'submit'
  | 'confirm'
  | 'return'
  | 'revise'
  | 'release'
  | 'object'
  | 'former employer is silent'
  | 'accept'
  | 'acceptance without proof refused'
  | 'nobody examines it in time'
  | 'refuse acceptance'
  | 'ask practitioner'
  | 'ask for the end of the former contract'
  | 'practitioner proves it'
  | 'practitioner corrects'
  | 'ask employer'
  | 'employer is silent'
  | 'ask employer again, with the reason'
  | 'employer corrects'
  | 'recommend'
  | 'recommend refusal'
  | 'approve'
  | 'reject'
  | 'send back'
  | 'extend'
  | 'uphold objection'
  | 'withdraw'
  | 'time passes';

/** One way off the shortest one to approval: the steps and the state to which each must lead. */
export interface Special {
  readonly name: string;
  readonly profession: ProfessionCode;
  readonly matter: MatterCode;
  /** The scenario waits for a step's days to pass, so it needs days of seconds. */
  readonly timed: boolean;
  /** False: the applicant has no hours of continuing education. */
  readonly educated?: boolean;
  /** True: the applicant has a travel permit and no resident identity card. */
  readonly permit?: boolean;
  readonly steps: readonly (readonly [SpecialStep, ApplicationState])[];
}

type Steps = Special['steps'];

const toAcceptance: Steps = [
  ['submit', 'awaiting-employer'],
  ['confirm', 'awaiting-acceptance'],
];
const toReview: Steps = [...toAcceptance, ['accept', 'under-review']];
const toDecision: Steps = [...toReview, ['recommend', 'awaiting-decision']];
const fromReview: Steps = [
  ['recommend', 'awaiting-decision'],
  ['approve', 'in-publicity'],
  ['time passes', 'approved'],
];
const toRelease: Steps = [
  ['submit', 'awaiting-employer'],
  ['confirm', 'awaiting-release'],
];
const fromAcceptance: Steps = [
  ['accept', 'under-review'],
  ['recommend', 'awaiting-decision'],
  ['approve', 'approved'],
];

/** The scenarios beside the shortest way through each row, the slow ones first. */
export const specials: readonly Special[] = [
  {
    name: 'the employer’s step expires 逾期失效',
    ...{ profession: 'architect-2', matter: 'initial', timed: true },
    steps: [
      ['submit', 'awaiting-employer'],
      ['time passes', 'expired'],
    ],
  },
  {
    name: 'change of employer, the former employer is silent',
    ...{ profession: 'structural-2', matter: 'change-employer', timed: true },
    steps: [...toRelease, ['former employer is silent', 'awaiting-acceptance'], ...fromAcceptance],
  },
  {
    name: 'change of employer, the former employer releases',
    ...{ profession: 'cost-2', matter: 'change-employer', timed: false },
    steps: [...toRelease, ['release', 'awaiting-acceptance'], ...fromAcceptance],
  },
  {
    name: 'change of employer, the former employer objects',
    ...{ profession: 'constructor-2', matter: 'change-employer', timed: false },
    steps: [
      ...toRelease,
      ['object', 'awaiting-acceptance'],
      ['acceptance without proof refused', 'awaiting-acceptance'],
      ['ask for the end of the former contract', 'awaiting-correction'],
      ['practitioner proves it', 'awaiting-acceptance'],
      ...fromAcceptance,
    ],
  },
  {
    name: 'nobody examines it in time: accepted by law 视为受理, then extended and a correction that nobody answers',
    ...{ profession: 'cost-2', matter: 'initial', timed: true },
    steps: [
      ...toAcceptance,
      ['nobody examines it in time', 'under-review'],
      ['extend', 'under-review'],
      ['ask employer', 'awaiting-correction'],
      ['employer is silent', 'under-review'],
      ['recommend refusal', 'awaiting-decision'],
      ['reject', 'rejected'],
    ],
  },
  {
    name: 'renewal without hours of continuing education, which are imported then',
    ...{ profession: 'constructor-2', matter: 'renewal', timed: false },
    educated: false,
    steps: [
      ['submission without hours refused', 'draft'],
      ['import hours', 'draft'],
      ...toAcceptance,
      ...fromAcceptance,
    ],
  },
  {
    name: 'social insurance paid by another: warned, and marked red',
    ...{ profession: 'cost-2', matter: 'initial', timed: false },
    steps: [['insured by another', 'draft'], ...toReview, ...fromReview],
  },
  {
    name: 'the employer’s name is corrected by its licence 按证照名称更正',
    ...{ profession: 'cost-2', matter: 'initial', timed: false },
    steps: [
      ['write the employer wrongly', 'draft'],
      ['submit', 'awaiting-employer'],
      ['confirmation under another name refused', 'awaiting-employer'],
      ['correct the name by the licence', 'returned'],
      ...toReview,
      ...fromReview,
    ],
  },
  {
    name: 'a travel permit 港澳居民来往内地通行证 instead of an identity card',
    ...{ profession: 'architect-2', matter: 'initial', timed: false },
    permit: true,
    steps: [...toReview, ...fromReview],
  },
  {
    name: 'refusal of acceptance 不予受理',
    ...{ profession: 'cost-2', matter: 'initial', timed: false },
    steps: [...toAcceptance, ['refuse acceptance', 'not-accepted']],
  },
  {
    name: 'sent back to review, then rejection 不予注册',
    ...{ profession: 'architect-2', matter: 'initial', timed: false },
    steps: [
      ...toDecision,
      ['send back', 'under-review'],
      ['recommend refusal', 'awaiting-decision'],
      ['reject', 'rejected'],
    ],
  },
  {
    name: 'return by the employer 企业退回 and resubmission',
    ...{ profession: 'constructor-2', matter: 'initial', timed: false },
    steps: [
      ['submit', 'awaiting-employer'],
      ['return', 'returned'],
      ['revise', 'returned'],
      ...toReview,
      ...fromReview,
    ],
  },
  {
    name: 'correction 补正 by the practitioner',
    ...{ profession: 'structural-2', matter: 'initial', timed: false },
    steps: [
      ...toAcceptance,
      ['ask practitioner', 'awaiting-correction'],
      ['practitioner corrects', 'awaiting-acceptance'],
      ['accept', 'under-review'],
      ...fromReview,
    ],
  },
  {
    name: 'correction 补正 by the employer',
    ...{ profession: 'cost-2', matter: 'initial', timed: false },
    steps: [...toReview, ['ask employer', 'awaiting-correction'], ['employer corrects', 'under-review'], ...fromReview],
  },
  {
    name: 'second notice of correction, with its reason',
    ...{ profession: 'architect-2', matter: 'initial', timed: false },
    steps: [
      ...toAcceptance,
      ['ask practitioner', 'awaiting-correction'],
      ['practitioner corrects', 'awaiting-acceptance'],
      ['accept', 'under-review'],
      ['ask employer again, with the reason', 'awaiting-correction'],
      ['employer corrects', 'under-review'],
      ...fromReview,
    ],
  },
  {
    name: 'withdrawal 撤回 before acceptance',
    ...{ profession: 'structural-2', matter: 'initial', timed: false },
    steps: [...toAcceptance, ['withdraw', 'withdrawn']],
  },
  {
    name: 'withdrawal 撤回 after acceptance',
    ...{ profession: 'cost-2', matter: 'initial', timed: false },
    steps: [...toReview, ['withdraw', 'withdrawn']],
  },
  {
    name: 'objection upheld in publicity 公示异议成立',
    ...{ profession: 'constructor-2', matter: 'initial', timed: false },
    steps: [...toDecision, ['approve', 'in-publicity'], ['uphold objection', 'rejected']],
  },
];
