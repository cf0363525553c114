import * as z from 'zod';
import type { QueueFilter } from '../../api/department-queues.ts';
import { type BulkWish, bulkWish } from '../../api/department-jobs.ts';
import { attentionFor, roleOfBulkAction, wishName } from '../../domain/bulk.ts';
import { matterNames } from '../../domain/catalogue.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { professions } from '../../domain/professions.ts';
import { staffRoles } from '../../domain/staff-access.ts';
import { orderJob, ownJob } from '../cases/owned-jobs.ts';
import type { StaffCaller } from '../platform/caller.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { refusals, refuse, type Result } from '../platform/refusal.ts';
import { type ElementResult, type JobElement, noted } from '../records/jobs.ts';
import { mayTake, stepOf } from './case-steps.ts';
import { filterOfKinds, kindsOf, stillFits } from './bulk-filter.ts';
import { personFile } from '../register/person-file.ts';
import { checksOf } from './checks.ts';
import { judgeStep, onCase } from './decisions.ts';
import { countedLookUp, looksUp } from './look-ups.ts';
import { readFitting } from './read-queue.ts';

/** What is wished, and for which cases. */
interface WishedCases {
  readonly wish: BulkWish;
  readonly ids?: readonly string[] | undefined;
  readonly filter?: QueueFilter | undefined;
}

interface Asking {
  readonly caller: StaffCaller;
  readonly idempotencyKey: CommandKey | null;
  readonly now: Date;
}

// Nobody is there to show a token when the job comes to a case: the officer acts with the roles that the token of the order gave.
const officerSchema = z.object({
  party: z.literal('staff'),
  staffId: z.string(),
  personId: z.string().nullable(),
  name: z.string(),
  roles: z.array(z.enum(staffRoles)).readonly(),
});

/** The order of a preview: what is wished, by whom, for which cases: those that are named, or all that a filter finds. */
export const previewOrder = z.object({
  wish: bulkWish,
  officer: officerSchema,
  ids: z.array(z.string()).readonly().optional(),
  filter: filterOfKinds.optional(),
});

/** The order of what a preview has found clean; `filter`: and what is still of these kinds, as they were when the preview was asked for. */
export const commandOrder = z.object({
  wish: bulkWish,
  officer: officerSchema,
  previewId: z.string(),
  filter: filterOfKinds.optional(),
  askedAt: z.iso.datetime().optional(),
});

/** Orders a preview of what somebody wishes for many cases. */
export async function previewBulk(asking: Asking & { readonly body: WishedCases }): Promise<Result<{ id: string }>> {
  const { caller, body } = asking;
  const { wish, ids = [], filter } = body;
  if (!mayTake(wish, caller)) return refusals.wrongRole();
  if (filter !== undefined) return await previewFound(asking, wish, filter);
  const order = { wish, officer: caller, ids: [...ids] } satisfies z.input<typeof previewOrder>;
  const title = `${wishName(wish)}（预览）`;
  return await orderJob(asking, { kind: 'bulk-preview', title, order, total: ids.length });
}

/**
 * Orders a preview of all that a filter finds. One that names a person, a company or a number is looked up now, as a look-up of the officer, so that no job keeps
 * what was named; refused where it finds more than can be looked through.
 */
async function previewFound(asking: Asking, wish: BulkWish, filter: QueueFilter): Promise<Result<{ id: string }>> {
  const { caller, now } = asking;
  const order = { wish, officer: caller, filter: kindsOf(filter) } satisfies z.input<typeof previewOrder>;
  const job = { kind: 'bulk-preview', title: `${wishName(wish)}（筛选结果预览）` } as const;
  if (!looksUp(filter)) return await orderJob(asking, { ...job, order });
  return await countedLookUp({ caller, filter, now }, async () => {
    const found = await readFitting({ caller, queue: roleOfBulkAction[wish.action], filter, now });
    if (found === null) return refuse('invalid-request', '符合条件的过多，不能逐件查看。请再填写一项筛选条件。');
    const ids = found.map(({ applicationId }) => applicationId);
    return await orderJob(asking, { ...job, order: { ...order, ids }, total: ids.length });
  });
}

/** Orders what an officer's own preview has found clean to be carried out; once. */
export async function carryOutBulk(previewId: string, asking: Asking): Promise<Result<{ id: string }>> {
  const preview = await ownJob(previewId, asking.caller);
  if (!preview.ok) return preview;
  const { kind, state, counts } = preview.value;
  if (kind !== 'bulk-preview') return refuse('not-found', '没有找到这项批量办理预览。');
  if (state !== 'finished') return refuse('not-in-this-state', '预览尚未完成，请稍候再办理。');
  if (counts.done === 0) return refuse('not-in-this-state', '没有可以批量办理的申请，请逐件办理。');
  const { wish, filter } = previewOrder.parse(preview.value.order);
  if (!mayTake(wish, asking.caller)) return refusals.wrongRole();
  const asked = filter === undefined ? {} : { filter, askedAt: preview.value.startedAt };
  const order = { wish, officer: asking.caller, previewId, ...asked } satisfies z.input<typeof commandOrder>;
  return await orderJob(
    asking,
    { kind: 'bulk-command', title: wishName(wish), order, total: counts.done },
    `${previewId}-go`,
  );
}

/** Judges one case as the single command would, and by its checks; the version that was judged is what may be acted on. */
export async function judgeCase(
  applicationId: string,
  { wish, officer }: Pick<z.output<typeof previewOrder>, 'wish' | 'officer'>,
  now: Date,
): Promise<ElementResult> {
  const judged = await judgeStep({ id: applicationId, caller: officer, now }, stepOf(wish, officer));
  if (!judged.ok) return { outcome: 'refused', message: judged.refusal.detail };
  const { item, application } = judged.value;
  const label = `${item.number ?? ''} ${item.applicant.name} ${professions[item.profession].name}${matterNames[item.matter]}`;
  const attention = attentionFor(
    wish,
    application,
    await checksOf(judged.value, personFile(judged.value.item.personId), shanghaiDate(now)),
  );
  return attention.length === 0
    ? { outcome: 'done', label, version: item.version }
    : { outcome: 'attention', label, message: attention.join('；') };
}

/** Takes the step on one case, as the single command does, on the version that was judged; the transaction notes the element. */
export async function takeStep(
  applicationId: string,
  version: number,
  order: Omit<z.output<typeof commandOrder>, 'previewId'>,
  element: JobElement,
  now: Date,
): Promise<ElementResult | typeof noted> {
  const { wish, officer } = order;
  if (!(await stillFits(applicationId, order))) {
    return { outcome: 'refused', message: '预览之后已不符合筛选条件，没有办理。' };
  }
  const act = { id: applicationId, caller: officer, body: { version }, idempotencyKey: null, now, element };
  const result = await onCase(act, stepOf(wish, officer));
  return result.ok ? noted : { outcome: 'refused', message: result.refusal.detail };
}
