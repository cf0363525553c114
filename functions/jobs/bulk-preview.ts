import * as z from 'zod';
import { mostFound, roleOfBulkAction } from '../../domain/bulk.ts';
import { readHeads } from '../cases/term-rows.ts';
import { judgeCase, previewOrder } from '../department/bulk.ts';
import { queuePage } from '../department/read-queue.ts';
import type { JobItem } from '../records/entities.ts';
import type { PartElement } from '../records/jobs.ts';
import type { JobKind, Part } from './job-kind.ts';

// A case is judged by some six reads, 60 ms: ten at a time judge 50 in a third of a second.
const casesPerPart = 50;
const casesAtOnce = 10;

type Order = z.output<typeof previewOrder>;

/** Judges each case of a selection, or all that a filter finds, and changes none. */
export const bulkPreviewJob: JobKind = {
  nextPart: async (job, _before, now) => {
    const order = previewOrder.parse(job.order);
    const { ids, filter } = order;
    if (ids !== undefined) return await selectedPart(job, order, ids, now);
    return await foundPart(job, order, filter ?? {}, now);
  },
};

async function selectedPart(job: JobItem, order: Order, ids: readonly string[], now: Date): Promise<Part> {
  const start = Number(job.place ?? 0);
  const end = start + casesPerPart;
  const selected = ids.slice(start, end);
  const numbers = new Map((await readHeads(selected)).map(({ applicationId, number }) => [applicationId, number]));
  return {
    elements: selected.map((applicationId, index) => ({
      key: String(start + index).padStart(9, '0'),
      label: numbers.get(applicationId) ?? '找不到的申请',
      subject: applicationId,
      carryOut: async () => await judgeCase(applicationId, order, now),
    })),
    atOnce: casesAtOnce,
    next: end < ids.length ? { place: String(end) } : 'end',
  };
}

// How far the queue has been walked, and how many cases were found so far.
const placeSchema = z.object({ cursor: z.string(), found: z.number().int() });

/**
 * The next page of the queue, as the filter was asked when the job was ordered. A part that is taken up again may find others on its page, since people go on
 * working: those that are noted in this part are not judged again. One that slides to a later page meanwhile is judged twice, and carried out once.
 */
async function foundPart(job: JobItem, order: Order, filter: NonNullable<Order['filter']>, now: Date): Promise<Part> {
  const { cursor, found } = job.place === undefined ? { cursor: undefined, found: 0 } : readPlace(job.place);
  const asked = { caller: order.officer, queue: roleOfBulkAction[order.wish.action], filter, cursor };
  const page = await queuePage({ ...asked, now: new Date(job.startedAt), size: casesPerPart });
  if (!page.ok) throw new Error(`the queue cannot be walked on: ${page.refusal.detail}`);
  const { items, cursor: after } = page.value;
  const elements = items.map<PartElement>(({ applicationId, number }) => ({
    key: applicationId,
    label: number,
    subject: applicationId,
    carryOut: async () => await judgeCase(applicationId, order, now),
  }));
  const sum = found + items.length;
  if (after === null) return { elements, atOnce: casesAtOnce, next: 'end' };
  if (sum >= mostFound) return { elements: [...elements, theOthers], atOnce: casesAtOnce, next: 'end' };
  return { elements, atOnce: casesAtOnce, next: { place: JSON.stringify({ cursor: after, found: sum }) } };
}

function readPlace(place: string): z.output<typeof placeSchema> {
  return placeSchema.parse(JSON.parse(place));
}

const theOthers: PartElement = {
  key: 'others',
  label: '其余申请',
  carryOut: () =>
    Promise.resolve({
      outcome: 'attention',
      message: `一次最多${mostFound}项，其余的没有预览，请在这些办理后再选择。`,
    }),
};
