import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { standingHold } from '../../domain/hold-grounds.ts';
import type { QueueFilter } from '../../api/department-queues.ts';
import { deskQueueOf } from '../../domain/desk-queues.ts';
import { standingClaim } from '../../domain/claim.ts';
import { decideClaim } from '../../domain/claims.ts';
import { type DepartmentQueue, roleOfQueue } from '../../domain/staff-access.ts';
import { refusedOwn } from '../../domain/permission.ts';
import { loadCase } from '../cases/case.ts';
import { claimOfItem } from '../cases/claim-items.ts';
import { factsOf } from '../cases/facts.ts';
import type { Act } from '../platform/act.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';
import { commandOperations } from '../records/commands.ts';
import { table, type WorkItemItem } from '../records/entities.ts';
import { claimOperations, officerOperations } from './claims.ts';
import { countedLookUp } from './look-ups.ts';
import { queueItems } from './read-queue.ts';

/** From which queue, and of which cases. */
type Wanted = QueueFilter & { readonly queue: DepartmentQueue };

type NextAct = Pick<Act<StaffCaller, Wanted>, 'caller' | 'body' | 'idempotencyKey' | 'now'>;

// What lies before the first free case is what others are working on, so a page; one may look through two hundred rows.
const mostPages = 25;

/**
 * Takes the case that is due soonest of those that match, that nobody has, and that neither four eyes nor the officer's own case forbid. Two officers
 * who ask at once get two cases: each is taken by one conditional write, and whoever loses it goes on to the next. Null when there is none.
 */
export async function claimNext(act: NextAct): Promise<Result<{ applicationId: string | null }>> {
  const { caller, body } = act;
  if (!caller.roles.includes(roleOfQueue[body.queue])) return refusals.wrongRole();
  const { queue, ...filter } = body;
  const asked = { caller, queue, filter: { ...filter, claimedBy: 'nobody' }, now: act.now };
  return await countedLookUp<{ applicationId: string | null }>(asked, async () => {
    let cursor: string | undefined;
    for (let count = 0; count < mostPages; count += 1) {
      const page = await queueItems({ ...asked, cursor }, (item) => isFree(item, act));
      if (!page.ok) return page;
      for (const { applicationId } of page.value.items) {
        if (await take(applicationId, act)) return done({ applicationId });
      }
      if (page.value.cursor === null) return page.value.narrow ? refuseWide() : done({ applicationId: null });
      cursor = page.value.cursor;
    }
    return done({ applicationId: null });
  });
}

function refuseWide() {
  return refuse('invalid-request', '符合筛选条件的申请过多，请再填写一项条件后领办。');
}

/** What the item alone says: nobody has it, and four eyes do not forbid it. The officer's own are there already. */
function isFree(item: WorkItemItem, { caller, now }: NextAct): boolean {
  return (
    standingClaim(claimOfItem(item), now) === null &&
    standingHold(item.hold ?? null, shanghaiDate(now)) === null &&
    !(item.forbiddenTo ?? []).includes(caller.staffId)
  );
}

/** Takes one case as it stands in the table; false when it is not free any more or not for this officer. */
async function take(applicationId: string, act: NextAct): Promise<boolean> {
  const { caller, now, idempotencyKey, body } = act;
  const found = await loadCase(applicationId);
  const open = found?.openWorkItem;
  if (found === undefined || open === undefined || deskQueueOf(open) !== body.queue || !isFree(open, act)) return false;
  if (refusedOwn(found.item, caller) !== undefined) return false;
  const wish = { wish: 'claim', by: caller, reason: null } as const;
  const decision = decideClaim({ ...factsOf(found), queue: body.queue }, wish, now);
  if (!decision.ok) return false;
  const { canceled } = await table.transaction
    .write((entities) => [
      ...claimOperations(entities, open, decision.value),
      ...officerOperations(entities, act),
      ...commandOperations(entities, idempotencyKey, { applicationId }, now),
    ])
    .go();
  return !canceled;
}
