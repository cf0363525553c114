import { forbiddingAct, fourEyesText, isOwnCase, type OfficerAct, ownCaseText } from '../../domain/four-eyes.ts';
import { type Action, actions } from '../../domain/lifecycle.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { refuse, type Refusal } from '../platform/refusal.ts';
import type { ApplicationItem } from '../records/entities.ts';
import type { Case } from './case.ts';

/** The member of staff who acts, as far as a case asks who that is. */
export type Officer = Pick<StaffCaller, 'staffId' | 'personId'>;

type Refused = { readonly ok: false; readonly refusal: Refusal };

/** The refusal of an action to a member of staff: of their own case, or of what they prepared (four eyes); undefined when they may. */
export function refuseOfficer(
  { item, events }: Pick<Case, 'item' | 'events'>,
  action: Action,
  { staffId, personId }: Officer,
): Refused | undefined {
  if (isOwnCase(personId, item)) return refuseOwnCase();
  const forbidding = forbiddingAct(action, actsOf(events), staffId);
  return forbidding === undefined ? undefined : refuse('same-person', fourEyesText(forbidding));
}

/** The refusal of reading or handling to a member of staff whose own case it is; undefined for everybody else's. */
export function refuseOwn(
  concerned: Pick<ApplicationItem, 'personId' | 'formerPersonId'>,
  { personId }: Officer,
): Refused | undefined {
  return isOwnCase(personId, concerned) ? refuseOwnCase() : undefined;
}

function refuseOwnCase(): Refused {
  return refuse('own-case', ownCaseText);
}

/** What the staff have done on a case, by its events. */
function actsOf(events: Case['events']): OfficerAct[] {
  return events.flatMap(({ action, from = 'draft', actorId }): OfficerAct[] => {
    const known = actions.find((each) => each === action);
    return actorId === undefined || known === undefined ? [] : [{ action: known, from, staffId: actorId }];
  });
}
