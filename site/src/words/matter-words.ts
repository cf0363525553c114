import type { ApplicationState } from '../../../domain/states.ts';
import type { MatterRow } from '../../../domain/catalogue.ts';
import type { Initiator } from '../../../domain/initiators.ts';
import type { Explanation, Viewer } from './explanation.ts';

/** What is said of states, where it differs from what is usually said. */
export type Words = Readonly<Partial<Record<ApplicationState, Explanation>>>;

/** All that the pages say of matters with one effect and of no others. */
export interface MatterWords {
  /** In the guide: how long the registration is valid after an approval; null: nothing is registered. */
  readonly validity: ((years: number) => string) | null;
  /** In the guide: what it asks for and the rows of the catalogue do not say. */
  readonly conditions: (row: MatterRow) => readonly string[];
  /** In the guide: the articles that are about matters of this kind alone. */
  readonly basis: readonly string[];
  /** In the guide: what the practitioner does in the end. */
  readonly outcome: string;
  /** For whoever decides: what follows from an approval at once, where there is no publicity. */
  readonly approvalNote: string;
  readonly explanations: Readonly<Record<Viewer, Words>>;
  /** What differs where somebody else than the practitioner has begun. */
  readonly begunByOthers: Readonly<Record<Exclude<Initiator, 'practitioner'>, Readonly<Record<Viewer, Words>>>>;
  /** How an application that no employer confirms has come to the department; null: as all do. */
  readonly arrivals: Readonly<Record<Initiator, string>> | null;
}

const nothing = { practitioner: {}, employer: {}, department: {} } as const;

/** The words of what only the practitioner begins and nobody is told of otherwise. */
export const usualWords = {
  conditions: () => [],
  basis: [],
  explanations: nothing,
  begunByOthers: { employer: nothing, department: nothing },
  arrivals: null,
} as const satisfies Partial<MatterWords>;

/** The explanations of an amendment, which is not called a registration: its approval in words of its own, for each viewer. */
export function amended(
  verb: string,
  approved: Readonly<Record<Viewer, Explanation>>,
  submittedNext = '生成后自动转交聘用企业确认，一般不超过一分钟。',
): MatterWords['explanations'] {
  const ended = (withdrawn: string, unchanged: string, separator = ''): Words => ({
    rejected: { meaning: `经审查决定不予${verb}。`, next: `原因见不予${verb}决定书。${unchanged}` },
    'not-accepted': { meaning: '申请不予受理。', next: `原因见不予受理通知书。${unchanged}` },
    withdrawn: { meaning: withdrawn, next: `本次申请已终止${separator}${unchanged}` },
    expired: { meaning: '规定期限内没有答复，申请已失效。', next: `本次申请已终止${separator}${unchanged}` },
  });
  const decided = `审批人员作出准予或者不予${verb}的决定。`;
  const office = ended('申请人已撤回申请。', '原注册不变。', '，');
  return {
    practitioner: {
      submitted: { meaning: `系统正在生成${verb}申请表和承诺书。`, next: submittedNext },
      'awaiting-decision': { meaning: '审核已完成，等待审批。', next: decided },
      ...ended('您已撤回申请。', '原注册不变；需要办理的，可重新申请。', '。'),
      approved: approved.practitioner,
    },
    employer: {
      'awaiting-decision': { meaning: '审核意见已提出，等待审批。', next: decided },
      ...office,
      approved: approved.employer,
    },
    // What an official has to know of a pending decision is the same for every matter.
    department: { ...office, approved: approved.department },
  };
}
