import { type ApplicationState, states } from '../../../domain/states.ts';
import { type DepartmentQueue, departmentQueues } from '../../../domain/staff-access.ts';

export const queueNames: Readonly<Record<DepartmentQueue, string>> = {
  acceptance: '受理',
  review: '审核',
  decision: '审批',
  publicity: '公示',
};

/** Reads a queue from an address; null when it is none. */
export function queueNamed(text: string | null): DepartmentQueue | null {
  return departmentQueues.find((queue) => queue === text) ?? null;
}

/** The queue in which an application of a state waits for the department. */
export function queueOfState(state: ApplicationState): DepartmentQueue | null {
  return queueNamed(states[state].queue);
}

/** The item to go on with after another one was dealt with; null when the queue is empty. A list may still name the old one. */
export function nextItem<Item extends { readonly applicationId: string }>(
  items: readonly Item[],
  done: string,
): Item | null {
  return items.find(({ applicationId }) => applicationId !== done) ?? null;
}
