import { lapseOf } from '../../domain/lifecycle.ts';
import type { Lapse } from '../../domain/states.ts';
import { lifecycleFacts } from '../../domain/lifecycle-facts.ts';
import { attempt, simpleCommand } from '../cases/carry-out.ts';
import { type Case, loadCase } from '../cases/case.ts';
import { pendingNotices } from '../cases/document-cause.ts';
import { continueCorrelation } from '../platform/correlation.ts';
import type { Step } from '../../domain/step.ts';
import { stepAt } from '../cases/step.ts';
import { systemName } from '../cases/system-name.ts';
import { type Lost, lost, settleOrFail } from '../records/settle.ts';

/** What the system does by itself. */
type SystemAction = 'documents-ready' | Lapse;

/**
 * Takes an action of the system. When the application is not in the state from which it starts any more, because an earlier try
 * has done it or because it was withdrawn, the present step is answered instead: calling it again changes nothing.
 */
export async function advance(applicationId: string, action: SystemAction, now: Date): Promise<Step> {
  return await settleOrFail(async () => await takeSystemAction(await readCase(applicationId), action, now));
}

/**
 * Ends a step that nobody answered in time. Only a step that is open can end: when a party's answer won the race the present
 * step is answered, and the step that this answer led to, which has not been opened yet, keeps its own time.
 */
export async function elapse(applicationId: string, now: Date): Promise<Step> {
  return await settleOrFail(async () => {
    const found = await readCase(applicationId);
    const action = lapseOf(found.item.state, lifecycleFacts(found.application));
    if (action === undefined || found.openWorkItem === undefined) return currentStep(found, now);
    return await takeSystemAction(found, action, now);
  });
}

/** Where the application stands now, with the notices not rendered yet and times that begin now. */
export async function current(applicationId: string, now: Date): Promise<Step> {
  return currentStep(await readCase(applicationId), now);
}

/** The step of a case as it stands. */
export function currentStep(found: Case, now: Date): Step {
  return stepAt(found.item, found.item.state, pendingNotices(found), now, found.publicity?.endsAt ?? null);
}

/** Reads the case of an execution. Throws when there is none: executions are started by a submitted application only. */
export async function readCase(applicationId: string): Promise<Case> {
  const found = await loadCase(applicationId);
  if (found === undefined) throw new Error(`no application ${applicationId}`);
  // Whoever acted last has led here.
  continueCorrelation(found.events.at(-1)?.correlationId);
  return found;
}

async function takeSystemAction(found: Case, action: SystemAction, now: Date): Promise<Step | Lost> {
  const by = { actor: 'system', actorName: systemName, version: null, reason: null, now } as const;
  const result = await attempt(found, { now, idempotencyKey: null }, (present) =>
    simpleCommand(present, { ...by, action }),
  );
  if (result === lost) return lost;
  // As it stands now: the action may itself ask for a paper, that of an approval or of an expiry.
  if (result.ok) return await current(found.item.applicationId, now);
  if (result.refusal.code === 'changed-meanwhile') return lost;
  if (result.refusal.code === 'not-in-this-state') return currentStep(found, now);
  throw new Error(`${action} is no action of the system: ${result.refusal.code}`);
}
