import type { Application } from './application.ts';
import { rowOf } from './catalogue.ts';
import { professionCodes } from './professions.ts';

/**
 * What an open application keeps anybody from beginning beside it, for one person, by its row's lock (DESIGN §4: one open application per
 * person and profession): its profession, all professions, or the cancellations of the profession that the same party begins.
 */
export function locksOf({
  profession,
  matter,
  initiator,
}: Pick<Application, 'profession' | 'matter' | 'initiator'>): string[] {
  switch (rowOf({ profession, matter }).lock) {
    case 'profession':
      return [profession];
    case 'person':
      return [...professionCodes];
    case 'cancellation':
      return [`${profession}/cancellation/${initiator}`];
  }
}
