import { effectOf } from './catalogue.ts';
import type { MatterCode } from './catalogue.ts';
import type { ProfessionCode } from './professions.ts';
import type { StaffRole } from './staff-access.ts';
import type { ApplicationState } from './states.ts';

/** The queues of open cases: where one waits that an officer has to see to, or to watch. */
export const caseQueues = ['acceptance', 'review', 'decision', 'entries', 'publicity', 'statements'] as const;
export type CaseQueue = (typeof caseQueues)[number];

/** All queues of the department's desk: those of cases, and the objections that wait for their answer, of which a case may have several. */
export const deskQueues = [...caseQueues, 'objections'] as const;
export type DeskQueue = (typeof deskQueues)[number];

/** What of an open step decides in which queue it is. */
export interface DeskFacts {
  readonly profession: ProfessionCode;
  readonly matter: MatterCode;
  readonly state: ApplicationState;
}

/**
 * The one queue of the desk in which an open step is; null where the applicant, an employer or the system has it. Entries of qualifications of other
 * provinces are a queue of their own, whoever of the officers has the next step: no employer and no register is asked about them.
 */
export function deskQueueOf(facts: DeskFacts): CaseQueue | null {
  const queue = queueOfState(facts);
  const isOfficers = queue === 'acceptance' || queue === 'review' || queue === 'decision';
  return isOfficers && effectOf(facts).grants === 'qualification' ? 'entries' : queue;
}

function queueOfState({ state }: DeskFacts): CaseQueue | null {
  switch (state) {
    case 'awaiting-acceptance':
      return 'acceptance';
    case 'under-review':
      return 'review';
    case 'awaiting-decision':
      return 'decision';
    case 'in-publicity':
      return 'publicity';
    case 'awaiting-statement':
      return 'statements';
    case 'draft':
    case 'submitted':
    case 'awaiting-employer':
    case 'returned':
    case 'awaiting-release':
    case 'awaiting-correction':
    case 'approved':
    case 'rejected':
    case 'not-accepted':
    case 'withdrawn':
    case 'expired':
      return null;
  }
}

/** Queue → who of the officers works from it; entries are seen to by whoever has their step. */
export const deskQueueRoles = {
  acceptance: ['acceptance'],
  review: ['review'],
  decision: ['decision'],
  entries: ['acceptance', 'review', 'decision'],
  publicity: ['decision'],
  statements: ['review'],
  // A reviewer may hear the person concerned; the answer is the decider's.
  objections: ['review', 'decision'],
} as const satisfies Record<DeskQueue, readonly StaffRole[]>;

/** The queues of somebody with these roles, in the order of the work. */
export function deskQueuesOf(held: readonly string[]): DeskQueue[] {
  return deskQueues.filter((queue) => deskQueueRoles[queue].some((role) => held.includes(role)));
}
