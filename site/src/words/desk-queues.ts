import { type DeskQueue, deskQueues } from '../../../domain/desk-queues.ts';
import type { DueColour } from '../../../domain/due-colour.ts';
import { queueNames } from './queues.ts';

/** What the queues of the desk are called. */
export const deskQueueNames: Readonly<Record<DeskQueue, string>> = {
  ...queueNames,
  entries: '省外资格录入',
  statements: '陈述申辩',
  objections: '公示异议',
};

/** Reads a queue of the desk from an address; null when it is none. */
export function deskQueueNamed(text: string | null): DeskQueue | null {
  return deskQueues.find((queue) => queue === text) ?? null;
}

/** What the colours of due times are called. */
export const dueColourNames: Readonly<Record<DueColour, string>> = {
  overdue: '已逾期',
  soon: '三日内到期',
  later: '三日后到期',
};
