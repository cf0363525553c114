import { owesQualification, type Supplement } from '../../domain/application.ts';
import type { Action } from '../../domain/lifecycle.ts';
import { type ApplicationState, isFinal } from '../../domain/states.ts';
import type { Case } from './case.ts';
import type { ApplicationItem, SupplementItem } from '../records/entities.ts';

/** The actions by which an employer says what its supplement is. */
const sayings: readonly Action[] = ['confirm', 'answer-correction'];

/**
 * What a command does to the qualification that the employer owes (材料补正): opens it with the choice of 无, closes it when one is named
 * or when the application ends otherwise than by approval; null when it stays as it is.
 */
export function supplementStep(
  { openSupplement }: Pick<Case, 'openSupplement'>,
  action: Action,
  supplement: Supplement | null,
  to: ApplicationState,
): 'open' | 'close' | null {
  const owes = owesQualification(supplement);
  if (openSupplement === undefined) return sayings.includes(action) && owes ? 'open' : null;
  return !owes || (isFinal(to) && to !== 'approved') ? 'close' : null;
}

/** The entry of 材料补正 for an application whose employer chose 无. `openedAt` is an instant, ISO 8601 in UTC. */
export function supplementOwed(item: ApplicationItem, openedAt: string): SupplementItem {
  const { applicationId, profession, matter } = item;
  return {
    applicationId,
    owner: item.employerCreditCode ?? '',
    status: 'open',
    number: item.number ?? '',
    profession,
    matter,
    applicantName: item.applicant.name,
    openedAt,
  };
}
