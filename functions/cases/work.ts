import { lifecycleFacts } from '../../domain/lifecycle-facts.ts';
import { queueOf } from '../../domain/lifecycle.ts';
import type { Case } from './case.ts';
import { queueOwner } from './queues.ts';

/** Whose work the present state of a case is and what it says of the case, as its work item keeps it; undefined where nobody has any. */
export function workOf({ item, application }: Pick<Case, 'item' | 'application'>) {
  const { applicationId, stateVersion, state, number, profession, matter, employerCreditCode } = item;
  const queue = queueOf(state, lifecycleFacts(application));
  if (queue === undefined || number === undefined) return undefined;
  return {
    ...{ applicationId, stateVersion, queue, owner: queueOwner(queue, item), state, number, profession, matter },
    applicantName: item.applicant.name,
    employerName: application.draft.employment.employerName ?? '',
    ...(employerCreditCode === undefined ? {} : { employerCreditCode }),
  };
}
