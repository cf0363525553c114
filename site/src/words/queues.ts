import type { ApplicationState } from '../../../domain/lifecycle.ts';

/** The department's work queues, in the order of the work. */
export const departmentQueues = ['acceptance', 'review', 'decision', 'publicity'] as const;
export type DepartmentQueue = (typeof departmentQueues)[number];

export const queueNames: Readonly<Record<DepartmentQueue, string>> = {
  acceptance: '受理',
  review: '审核',
  decision: '审批',
  publicity: '公示',
};

/** The role that works on a queue: objections in the publicity period are the decider's. */
const roles: Readonly<Record<DepartmentQueue, string>> = {
  acceptance: 'acceptance',
  review: 'review',
  decision: 'decision',
  publicity: 'decision',
};

/** The queues of somebody with these roles. */
export function queuesOf(held: readonly string[]): DepartmentQueue[] {
  return departmentQueues.filter((queue) => held.includes(roles[queue]));
}

/** Reads a queue from an address; null when it is none. */
export function queueNamed(text: string | null): DepartmentQueue | null {
  return departmentQueues.find((queue) => queue === text) ?? null;
}

/** The queue in which an application of a state waits for the department. */
export function queueOfState(state: ApplicationState): DepartmentQueue | null {
  return stateQueues[state] ?? null;
}

const stateQueues: Readonly<Partial<Record<ApplicationState, DepartmentQueue>>> = {
  'awaiting-acceptance': 'acceptance',
  'under-review': 'review',
  'awaiting-decision': 'decision',
  'in-publicity': 'publicity',
};

/** The item to go on with after another one was dealt with; null when the queue is empty. A list may still name the old one. */
export function nextItem<Item extends { readonly applicationId: string }>(
  items: readonly Item[],
  done: string,
): Item | null {
  return items.find(({ applicationId }) => applicationId !== done) ?? null;
}
