import type * as z from 'zod';
import type { deliveryEndpoints as endpoints } from '../../api/deliveries.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { csvText } from '../../domain/csv-text.ts';
import { batchId, batchPlace } from '../../domain/public-batches.ts';
import {
  deliveryNumber,
  mostReportRows,
  reportHeader,
  reportRow,
  reportRowsAtOnce,
} from '../../domain/report-columns.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { readPage } from '../platform/paging.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';
import { commandOperations } from '../records/commands.ts';
import { conditionHeld } from '../records/condition.ts';
import { DeliveryEntity, type DeliveryItem, ReportRowEntity, type ReportRowItem, table } from '../records/entities.ts';
import { type Lost, lost, settle } from '../records/settle.ts';

type View = z.input<typeof endpoints.collectDelivery.response>;
type Place = Pick<DeliveryItem, 'year' | 'number'>;

/** The deliveries, the newest first. */
export async function listDeliveries(cursor: string | undefined) {
  return await readPage(
    cursor,
    (options) => DeliveryEntity.query.series({}).go({ ...options, order: 'desc' }),
    deliveryView,
  );
}

/**
 * Collects what waits into a delivery. Each part is one transaction: the rows are taken under the condition that they wait, and counted by it; so no row
 * is in two deliveries, whoever collects at the same time, and what breaks off goes on with the same delivery, as does the command that comes again.
 * Rows that come meanwhile are the next's.
 */
export async function collectDelivery(
  officer: string,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<View>> {
  const command = idempotencyKey === null ? undefined : `${idempotencyKey.caller}/${idempotencyKey.keyDigest}`;
  const place = await settle(() => openDelivery(officer, command, now));
  if (place === lost) return refusals.changedMeanwhile();
  if (place === null) return refuse('not-found', '目前没有待报送的变更。');
  let cursor: string | null = null;
  for (let taken = 0; taken < mostReportRows; taken += reportRowsAtOnce) {
    const part: Part | Lost = await settle(() => takePart(place, cursor));
    if (part === lost) return refusals.changedMeanwhile();
    cursor = part.next;
    if (cursor === null) break;
  }
  await conditionHeld(
    DeliveryEntity.patch(place)
      .set({ state: 'sent' })
      .where(({ state }, { eq }) => eq(state, 'collecting'))
      .go(),
  );
  const collected = await readDelivery(batchId(place));
  return collected === null ? noDelivery() : done(deliveryView(collected));
}

/** The delivery that is being collected or was by the same command, or a new one where rows wait; null: none wait. */
async function openDelivery(createdBy: string, command: string | undefined, now: Date): Promise<Place | null | Lost> {
  const { data } = await DeliveryEntity.query.series({}).go({ order: 'desc', limit: 1, consistent: true });
  const [last] = data;
  const isAgain = command !== undefined && last?.command === command;
  if (last !== undefined && (last.state === 'collecting' || isAgain)) return { year: last.year, number: last.number };
  const { data: waiting } = await ReportRowEntity.query
    .pending({ state: 'pending' })
    .go({ limit: reportRowsAtOnce, hydrate: true });
  if (!waiting.some(isPending)) return null;
  const year = Number(shanghaiDate(now).slice(0, 4));
  const number = last?.year === year ? last.number + 1 : 1;
  const place = { year, number };
  const made = { ...place, state: 'collecting', rows: 0, refused: 0, createdAt: now.toISOString(), createdBy } as const;
  const item = command === undefined ? made : { ...made, command };
  return (await conditionHeld(DeliveryEntity.create(item).go())) ? place : lost;
}

/** A page of rows that wait, as it was taken: where the next begins; null: there is none. */
interface Part {
  readonly next: string | null;
}

/** Takes the rows of a page of those that wait. */
async function takePart({ year, number }: Place, cursor: string | null): Promise<Part | Lost> {
  const page = await ReportRowEntity.query
    .pending({ state: 'pending' })
    .go({ limit: reportRowsAtOnce, cursor, hydrate: true });
  const waiting = page.data.filter(isPending);
  if (waiting.length > 0) {
    const { canceled } = await table.transaction
      .write(({ reportRow: row, delivery }) => [
        ...waiting.map(({ number: registration, entryVersion, at }) =>
          row
            .patch({ number: registration, entryVersion })
            .set({ state: 'delivered', year, delivery: number })
            .composite({ at })
            .where(({ state }, { eq }) => eq(state, 'pending'))
            .commit(),
        ),
        delivery
          .patch({ year, number })
          .add({ rows: waiting.length })
          .where(({ state }, { eq }) => eq(state, 'collecting'))
          .commit(),
      ])
      .go();
    // Somebody else collects the same delivery, or has ended it.
    if (canceled) return (await isCollecting({ year, number })) ? lost : { next: null };
  }
  return { next: page.cursor };
}

async function isCollecting(place: Place): Promise<boolean> {
  return (await readDelivery(batchId(place)))?.state === 'collecting';
}

/**
 * The rows of a delivery as CSV, but for those that were refused. The index by delivery is behind by a moment: a file without all that the delivery has
 * counted is never given away, since what is not in it would never be reported.
 */
export async function downloadDelivery(
  id: string,
): Promise<Result<z.input<typeof endpoints.downloadDelivery.response>>> {
  const rows = await settle(() => allRowsOf(id));
  if (rows === lost) return refuse('changed-meanwhile', '这个批次的数据刚刚有了变动，请稍候重新下载。');
  if (!rows.ok) return rows;
  const lines = rows.value.map(({ number, entryVersion, cells }) => reportRow(`${number}/${entryVersion}`, cells));
  return done({ fileName: `${deliveryNumber(placeOf(id))}.csv`, text: csvText(reportHeader, lines) });
}

async function allRowsOf(id: string): Promise<Result<readonly ReportRowItem[]> | Lost> {
  const delivery = await readDelivery(id);
  if (delivery === null) return noDelivery();
  if (delivery.state === 'collecting') return refuse('not-in-this-state', '这个批次尚未生成完毕，请先完成生成。');
  const rows = await rowsOf(delivery);
  return rows.length === delivery.rows - delivery.refused ? done(rows) : lost;
}

/** The rows that a delivery has, read as they are. */
export async function rowsOf({ year, number }: Place): Promise<readonly ReportRowItem[]> {
  const { data } = await ReportRowEntity.query
    .delivered({ year, delivery: number })
    .go({ pages: 'all', hydrate: true });
  return data.filter((row) => row.state === 'delivered' && row.year === year && row.delivery === number);
}

/** Notes rows that were not taken, as one transaction: they wait again, each with the reason, and the next delivery has them. */
export async function refuseRows(
  id: string,
  refused: readonly { readonly row: string; readonly reason: string }[],
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<View>> {
  const place = placeOf(id);
  const sent = await readSent(id);
  if (!sent.ok) return sent;
  const delivery = sent.value;
  const reasons = new Map(refused.map(({ row, reason }) => [row.toLowerCase(), reason]));
  const { data } = await ReportRowEntity.get([...reasons.keys()].map(keyOf)).go({ consistent: true });
  const own = data.filter(
    (row) => row.state === 'delivered' && row.year === place.year && row.delivery === place.number,
  );
  if (own.length < reasons.size) return refuse('not-found', '有的行不在这个批次中，或者已经登记过退回，请核对行标识。');
  const after = { ...delivery, refused: delivery.refused + own.length };
  const { canceled } = await table.transaction
    .write((entities) => [
      ...own.map((row) =>
        entities.reportRow
          .patch({ number: row.number, entryVersion: row.entryVersion })
          .set({ state: 'pending', refusals: [...(row.refusals ?? []), refusalOf(row, reasons, place, now)] })
          .composite({ at: row.at })
          .where((stored, { eq }) => `${eq(stored.state, 'delivered')} AND ${eq(stored.delivery, place.number)}`)
          .commit(),
      ),
      entities.delivery
        .patch(place)
        .add({ refused: own.length })
        .where((stored, { eq }) => `${eq(stored.state, 'sent')} AND ${eq(stored.refused, delivery.refused)}`)
        .commit(),
      ...commandOperations(entities, idempotencyKey, deliveryView(after), now),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done(deliveryView(after));
}

/** Notes that the rest was taken, with the receipt of the ministry's platform. */
export async function acknowledgeDelivery(
  id: string,
  receipt: string,
  { name: acknowledgedBy }: { readonly name: string },
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<View>> {
  const sent = await readSent(id);
  if (!sent.ok) return sent;
  const delivery = sent.value;
  const noted = { state: 'acknowledged', receipt, acknowledgedBy, acknowledgedAt: now.toISOString() } as const;
  const after = deliveryView({ ...delivery, ...noted });
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.delivery
        .patch(placeOf(id))
        .set(noted)
        .where((stored, { eq }) => `${eq(stored.state, 'sent')} AND ${eq(stored.refused, delivery.refused)}`)
        .commit(),
      ...commandOperations(entities, idempotencyKey, after, now),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done(after);
}

function refusalOf(
  { number, entryVersion }: ReportRowItem,
  reasons: ReadonlyMap<string, string>,
  place: Place,
  now: Date,
) {
  const reason = reasons.get(`${number}/${entryVersion}`.toLowerCase()) ?? '';
  return { delivery: deliveryNumber(place), reason, at: now.toISOString() };
}

// Keys of the table do not tell capitals from small letters.
function keyOf(row: string): { number: string; entryVersion: number } {
  const slash = row.lastIndexOf('/');
  return { number: row.slice(0, slash), entryVersion: Number(row.slice(slash + 1)) };
}

function isPending({ state }: ReportRowItem): boolean {
  return state === 'pending';
}

async function readDelivery(id: string): Promise<DeliveryItem | null> {
  const { data } = await DeliveryEntity.get(placeOf(id)).go({ consistent: true });
  return data;
}

/** A delivery to which the ministry's platform has not said its last word. */
async function readSent(id: string): Promise<Result<DeliveryItem>> {
  const delivery = await readDelivery(id);
  if (delivery === null) return noDelivery();
  return delivery.state === 'sent'
    ? done(delivery)
    : refuse('not-in-this-state', '这个批次尚未生成完毕，或者已经登记过回执。');
}

function placeOf(id: string): Place {
  const { year, number } = batchPlace('announcement', id);
  return { year, number };
}

function noDelivery() {
  return refuse('not-found', '没有这个报送批次。');
}

function deliveryView(item: DeliveryItem): View {
  const { state, rows, refused, createdAt, createdBy, acknowledgedAt = null, receipt = null } = item;
  const head = { id: batchId(item), number: deliveryNumber(item), state, rows, refused, createdAt, createdBy };
  return { ...head, acknowledgedAt, receipt };
}
