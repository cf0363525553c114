import type * as z from 'zod';
import type { practitionerObjectionEndpoints as endpoints } from '../../api/objections.ts';
import { decideStatement } from '../../domain/objections.ts';
import { readObjection } from '../cases/objections.ts';
import type { Act } from '../platform/act.ts';
import type { PersonCaller } from '../platform/caller.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';
import { commandOperations } from '../records/commands.ts';
import { ObjectionEntity, table } from '../records/entities.ts';
import { loadOwnApplication } from './own-application.ts';

/** The objection to the caller's publicity to which the department asks for a statement: its question, and nothing of who objected or what they wrote. */
export async function getHearing(
  applicationId: string,
  caller: PersonCaller,
): Promise<Result<z.input<typeof endpoints.getHearing.response>>> {
  const found = await loadOwnApplication(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  if (found.publicity === undefined) return done({ hearing: null });
  const { data } = await ObjectionEntity.query.ofCase({ applicationId }).go({ hydrate: true });
  for (const { objectionId: id, state, question, heardAt, statement } of data) {
    if (state !== 'open' || question === undefined || heardAt === undefined || statement !== undefined) continue;
    return done({ hearing: { id, question, heardAt } });
  }
  return done({ hearing: null });
}

/** What the person concerned says to it, once and before it is answered. */
export async function answerHearing(
  act: Act<PersonCaller, z.output<typeof endpoints.answerHearing.body>>,
): Promise<Result<z.input<typeof endpoints.answerHearing.response>>> {
  const { caller, id, body, idempotencyKey, now } = act;
  const found = await loadOwnApplication(id, caller);
  const objection = await readObjection(body.objectionId);
  if (found === undefined || objection?.applicationId !== id) return refusals.notFound();
  const { objectionId, state, version, heardAt = null, statement = null } = objection;
  const decided = decideStatement({ state, version, heardAt, statement });
  if (!decided.ok) return decided;
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.objection
        .patch({ objectionId })
        .set({ statement: body.statement, statedAt: now.toISOString(), version: version + 1 })
        .where((stored, { eq }) => eq(stored.version, version))
        .commit(),
      ...commandOperations(entities, idempotencyKey, { id: objectionId }, now),
    ])
    .go();
  return canceled ? refuse('changed-meanwhile', '该异议刚刚有了新的进展，请刷新页面查看。') : done({ id: objectionId });
}
