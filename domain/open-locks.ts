import type { Application } from './application.ts';
import { rowOf } from './catalogue.ts';
import type { Lock } from './matters/terms.ts';
import { professionCodes } from './professions.ts';

/**
 * What an open application keeps anybody from beginning beside it, for one person, by its row's lock (DESIGN §4: one open application per
 * person and profession): its profession, all professions, or the cancellations of the profession, whole or in part, that the same party begins.
 */
export function locksOf({
  profession,
  matter,
  initiator,
}: Pick<Application, 'profession' | 'matter' | 'initiator'>): string[] {
  return locks[rowOf({ profession, matter }).lock]({ profession, initiator });
}

const locks: Readonly<Record<Lock, (application: Pick<Application, 'profession' | 'initiator'>) => string[]>> = {
  profession: ({ profession }) => [profession],
  person: () => [...professionCodes],
  cancellation: ofCancellation,
  'own-profession': ({ profession, initiator }) =>
    initiator === 'practitioner' ? [profession] : ofCancellation({ profession, initiator }),
};

function ofCancellation({ profession, initiator }: Pick<Application, 'profession' | 'initiator'>): string[] {
  return [`${profession}/cancellation/${initiator}`];
}
