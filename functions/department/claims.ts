import type { ClaimView } from '../../api/claims.ts';
import { type ClaimOutcome, type ClaimWish, decideClaim } from '../../domain/claims.ts';
import { type DepartmentQueue, roleOfQueue } from '../../domain/staff-access.ts';
import type { Refused } from '../../domain/refusal.ts';
import { refusedOwn } from '../../domain/permission.ts';
import type { Case } from '../cases/case.ts';
import { claimAttributes, claimUnchanged, departmentQueueOf } from '../cases/claim-items.ts';
import { noteOperation } from '../cases/notes.ts';
import { factsOf } from '../cases/facts.ts';
import type { Act } from '../platform/act.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';
import { commandOperations } from '../records/commands.ts';
import { OfficerEntity, table, type TransactionEntities, type WorkItemItem } from '../records/entities.ts';
import { type Lost, lost, settle } from '../records/settle.ts';
import { readCase } from './read-case.ts';

/** Who has a case after what an officer wished. */
export interface ClaimResult {
  readonly claim: ClaimView | null;
}

type ClaimAct<Body = unknown> = Act<StaffCaller, Body>;

/** Takes a case or renews that; from somebody else only with a reason (`claimed`). Refused to whoever may do nothing of its open step. */
export async function claim(act: ClaimAct<{ readonly reason: string | null }>): Promise<Result<ClaimResult>> {
  return await settleClaim(act, { wish: 'claim', by: act.caller, reason: act.body.reason });
}

/** Gives a case back that the officer has taken. */
export async function releaseClaim(act: ClaimAct): Promise<Result<ClaimResult>> {
  return await settleClaim(act, { wish: 'release', by: act.caller });
}

/** The head gives a case to an officer who works from its queue; refused where four eyes or the officer's own case forbid it. */
export async function assign(
  act: ClaimAct<{ readonly staffId: string; readonly reason: string }>,
): Promise<Result<ClaimResult>> {
  const { staffId, reason } = act.body;
  const { data: officer } = await OfficerEntity.get({ staffId }).go({ consistent: true });
  if (officer === null) return refuse('not-found', '没有找到这位工作人员：只能指派给在本平台办理过申请的人员。');
  const to = { staffId, name: officer.name, personId: officer.personId ?? null };
  return await settleClaim(act, { wish: 'assign', by: act.caller, to, reason }, (found, queue) => {
    const own = refusedOwn(found.item, to);
    if (own !== undefined) return refuse('own-case', `这件申请与${officer.name}本人有关，不能交由其办理。`);
    return officer.roles.includes(roleOfQueue[queue])
      ? undefined
      : refuse('wrong-role', `${officer.name}没有办理这一环节的权限，请指派其他人员。`);
  });
}

async function settleClaim(
  act: ClaimAct,
  wish: ClaimWish,
  refused: (found: Case, queue: DepartmentQueue) => Refused<'own-case' | 'wrong-role'> | undefined = () => undefined,
): Promise<Result<ClaimResult>> {
  const result = await settle(async () => {
    const found = await readCase(act.id, act.caller);
    if (!found.ok) return found;
    const open = found.value.openWorkItem;
    const queue = departmentQueueOf(open);
    if (open === undefined || queue === undefined) {
      return refuse('not-in-this-state', '这件申请现在没有等待本部门办理的环节，请刷新页面查看最新进度。');
    }
    if (wish.wish !== 'assign' && !act.caller.roles.includes(roleOfQueue[queue])) return refusals.wrongRole();
    const forbidden = refused(found.value, queue);
    if (forbidden !== undefined) return forbidden;
    const decision = decideClaim({ ...factsOf(found.value), queue }, wish, act.now);
    return decision.ok ? await writeClaim(act, open, decision.value) : decision;
  });
  return result === lost ? refusals.changedMeanwhile() : result;
}

/** Writes who has a case, as long as that is as it was read. `lost` when it is not. */
async function writeClaim(
  act: ClaimAct,
  open: WorkItemItem,
  outcome: ClaimOutcome,
): Promise<Result<ClaimResult> | Lost> {
  const answer = { claim: outcome.claim };
  const { canceled } = await table.transaction
    .write((entities) => [
      ...claimOperations(entities, open, outcome),
      ...(outcome.note === null ? [] : [noteOperation(entities, open.applicationId, act, outcome.note)]),
      ...officerOperations(entities, act),
      ...commandOperations(entities, act.idempotencyKey, answer, act.now),
    ])
    .go();
  return canceled ? lost : done(answer);
}

/** The operation by which somebody has a case, or nobody: conditional on its being open and the claim being as it was read. */
export function claimOperations(
  { workItem }: Pick<TransactionEntities, 'workItem'>,
  open: WorkItemItem,
  { claim: given }: Pick<ClaimOutcome, 'claim'>,
) {
  const { applicationId, stateVersion } = open;
  const change = workItem.patch({ applicationId, stateVersion });
  return [
    (given === null
      ? change.remove(['claimedBy', 'claimedByName', 'claimedUntil'])
      : change.set(claimAttributes(given))
    )
      .where((stored, { eq }) => eq(stored.status, 'open'))
      .where(claimUnchanged(open))
      .commit(),
  ];
}

/** The operation that keeps an officer on the list of those whom the head can give a case to. */
export function officerOperations(
  { officer }: Pick<TransactionEntities, 'officer'>,
  { caller, now }: Pick<ClaimAct, 'caller' | 'now'>,
) {
  const { staffId, name, roles, personId } = caller;
  const known = { staffId, name, roles: [...roles], seenAt: now.toISOString() };
  return [officer.put({ ...known, ...(personId === null ? {} : { personId }) }).commit()];
}
