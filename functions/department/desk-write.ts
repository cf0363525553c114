import { claimOf, refusedClaim } from '../../domain/claim.ts';
import type { ClaimOutcome } from '../../domain/claims.ts';
import type { ReviewHold } from '../../domain/hold-grounds.ts';
import { refusedAltogether } from '../../domain/permission.ts';
import { roleOfQueue } from '../../domain/staff-access.ts';
import type { Case } from '../cases/case.ts';
import { claimAttributes, claimCheck, claimOfItem, claimUnchanged, departmentQueueOf } from '../cases/claim-items.ts';
import { factsOf } from '../cases/facts.ts';
import { noteOperation } from '../cases/notes.ts';
import type { Act } from '../platform/act.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { done, refusals, type Result } from '../platform/refusal.ts';
import { commandOperations } from '../records/commands.ts';
import { type OpinionItem, table, type TransactionEntities, type WorkItemItem } from '../records/entities.ts';
import { type QuotaUse, writeWithin } from '../records/quotas.ts';
import { lost, settle } from '../records/settle.ts';
import { readCase } from './read-case.ts';

/** What an officer does with a case that is no step of it: everything is one transaction. */
export interface DeskChange<Answer extends object> {
  readonly note?: ClaimOutcome['note'];
  readonly opinion?: OpinionItem;
  /** Null: it waits for nothing any more; undefined: as it was. */
  readonly hold?: ReviewHold | null;
  readonly uses?: readonly QuotaUse[];
  readonly answer: Answer;
  /** What is remembered of it where the answer itself must not be kept. */
  readonly remembered?: object;
}

/**
 * Does something with a case for an officer, which takes the case or renews the claim (`claimed` when somebody else has it). What the officer may not handle
 * is not taken, only checked.
 */
export async function deskWrite<Answer extends object>(
  act: Act<StaffCaller, unknown>,
  make: (found: Case) => Result<DeskChange<Answer>>,
): Promise<Result<Answer>> {
  const result = await settle(async () => {
    const found = await readCase(act.id, act.caller);
    if (!found.ok) return found;
    const open = found.value.openWorkItem;
    const claimed = refusedClaim(claimOfItem(open), act.caller, act.now);
    if (claimed !== undefined) return claimed;
    const change = make(found.value);
    if (!change.ok) return change;
    const { answer, uses = [], note = null, opinion, remembered = answer } = change.value;
    const written = await writeWithin(uses, (counted) =>
      table.transaction
        .write((entities) => [
          ...(open === undefined ? [] : openOperations(entities, found.value, open, act, change.value)),
          ...(note === null ? [] : [noteOperation(entities, act.id, act, note)]),
          ...(opinion === undefined ? [] : [entities.opinion.put(opinion).commit()]),
          ...commandOperations(entities, act.idempotencyKey, remembered, act.now),
          ...counted(entities),
        ])
        .go(),
    );
    if (written === 'lost') return lost;
    return written === 'written' ? done(answer) : written;
  });
  return result === lost ? refusals.changedMeanwhile() : result;
}

function openOperations(
  { workItem }: Pick<TransactionEntities, 'workItem'>,
  found: Case,
  open: WorkItemItem,
  { caller, now }: Act<StaffCaller, unknown>,
  { hold }: Pick<DeskChange<object>, 'hold'>,
) {
  const { applicationId, stateVersion } = open;
  const key = { applicationId, stateVersion };
  if (!mayHandle(found, caller)) {
    return [claimCheck({ workItem }, open)];
  }
  return [
    workItem
      .patch(key)
      .set({ ...claimAttributes(claimOf(caller, now)), ...(hold == null ? {} : { hold }) })
      .remove(hold === null ? ['hold'] : [])
      .where((stored, { eq }) => eq(stored.status, 'open'))
      .where(claimUnchanged(open))
      .commit(),
  ];
}

/** True for an officer who works from the queue of the open step, and whom nothing keeps from it (four eyes). */
function mayHandle(found: Case, caller: StaffCaller): boolean {
  const queue = departmentQueueOf(found.openWorkItem);
  if (queue === undefined) return false;
  const role = roleOfQueue[queue];
  return caller.roles.includes(role) && refusedAltogether(factsOf(found), role, caller) === undefined;
}
