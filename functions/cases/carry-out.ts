import type { CommandResult } from '../../api/application.ts';
import type { BeginningCommand, CaseCommand, GrantCommand, PlainCommand } from '../../domain/command.ts';
import { decide, decideBeginning } from '../../domain/decide.ts';
import { isGrant } from '../../domain/lifecycle.ts';
import { refusals, type Result } from '../platform/refusal.ts';
import { type Lost, lost, settle } from '../records/settle.ts';
import { type Case, loadCase } from './case.ts';
import { commit, type Commitment } from './commit.ts';
import { factsOf, holderOf } from './facts.ts';

/** Makes the command on a case as it is read, with what else must be known to decide it. */
type MakeCommand = (found: Case) => CaseCommand | Promise<CaseCommand>;

/**
 * Carries out a command on a case that was read: decides it and commits what follows. When anything has changed since it was read, it is read again
 * and decided again, a few times: who decided on an older version is refused then (`changed-meanwhile`), and what only the register has changed in
 * is decided on what that holds now.
 */
export async function carryOutOn(
  found: Case,
  commitment: Commitment,
  command: MakeCommand,
): Promise<Result<CommandResult>> {
  const result = await settle(async (count) => {
    const present = count === 1 ? found : await loadCase(found.item.applicationId);
    return present === undefined ? refusals.notFound() : await attempt(present, commitment, command);
  });
  return result === lost ? refusals.changedMeanwhile() : result;
}

/** Decides and commits once; `lost` when anything has changed since the case was read. */
export async function attempt(
  found: Case,
  commitment: Commitment,
  command: MakeCommand,
): Promise<Result<CommandResult> | Lost> {
  const decision = decide(factsOf(found), await command(found));
  return decision.ok ? await commit(decision.value, found, commitment) : decision;
}

/** Carries out what begins an application; `command` reads what must be known of the person, the register and what is open beside it. */
export async function begin(
  commitment: Commitment,
  command: () => Promise<Result<BeginningCommand>>,
): Promise<Result<CommandResult>> {
  const result = await settle(async () => {
    const made = await command();
    if (!made.ok) return made;
    const decision = decideBeginning(made.value);
    return decision.ok ? await commit(decision.value, undefined, commitment) : decision;
  });
  return result === lost ? refusals.changedMeanwhile() : result;
}

/** A step that needs nothing but a reason, or that grants; on the case that it is taken on. */
export type SimpleStep = Commitment & { readonly found: Case } & (PlainCommand | Omit<GrantCommand, 'holder'>);

/** Carries out a step of the lifecycle that says nothing but a reason; an approval with what the register holds. */
export async function carryOut(step: SimpleStep): Promise<Result<CommandResult>> {
  const { found, now, idempotencyKey, uses = [] } = step;
  return await carryOutOn(found, { now, idempotencyKey, uses }, (present) => simpleCommand(present, step));
}

/** The command of a step on a case as it is read. */
export async function simpleCommand(
  found: Case,
  step: PlainCommand | Omit<GrantCommand, 'holder'>,
): Promise<CaseCommand> {
  return grants(step) ? { ...step, holder: await holderOf(found, step.action) } : step;
}

function grants(step: PlainCommand | Omit<GrantCommand, 'holder'>): step is Omit<GrantCommand, 'holder'> {
  return isGrant(step.action);
}
