import type { Application } from './application.ts';
import type { CancellationDraft } from './cancellation.ts';
import { effectOf } from './catalogue.ts';

/** Why an application wants something ended, by whoever was asked to say so; null: nobody was, whatever its draft holds. */
export function namedCancellation(
  application: Pick<Application, 'profession' | 'matter' | 'initiator' | 'draft'>,
): CancellationDraft | null {
  const { ends } = effectOf(application);
  return ends?.groundNamedBy.includes(application.initiator) === true ? application.draft.cancellation : null;
}
