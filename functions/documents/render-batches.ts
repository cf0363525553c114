import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { announcementPaper, publicityList } from '../../domain/documents/batch-lists.ts';
import type { PrintedContent } from '../../domain/documents.ts';
import { batchId, type BatchKind, batchKinds, batchNumber } from '../../domain/public-batches.ts';
import { asError, logger } from '../platform/logger.ts';
import {
  AnnouncementEntryEntity,
  PublicBatchEntity,
  type PublicBatchItem,
  PublicityEntryEntity,
} from '../records/entities.ts';
import { drawableDocument } from './drawable.ts';
import { renderDocument } from './render.ts';
import type { DocumentFiles } from './render-documents.ts';

// A run draws at most ten of each kind, half a second each; what is left is the next run's. Hundreds of published batches without a paper stay in sight.
const newest = 50;
const mostDrawn = 10;

/**
 * Draws the papers of batches that are published and have none yet. What is published does not change, so a paper is drawn once; of a run that is repeated
 * the first one stays. One that cannot be drawn keeps no other from being drawn.
 * @throws Error once everything else is drawn, so that the run counts as failed
 * @returns the keys of what was drawn
 */
export async function renderBatches({ write }: Pick<DocumentFiles, 'write'>, now: Date): Promise<string[]> {
  const drawn: string[] = [];
  let failed = 0;
  const lists = await Promise.all(batchKinds.map((kind) => unprinted(kind, now)));
  for (const batch of lists.flat()) {
    try {
      drawn.push(await draw(batch, write));
    } catch (error) {
      logger.error('a paper failed', { code: 'PAPER_FAILED', batch: batchNumber(batch), error: asError(error) });
      failed += 1;
    }
  }
  if (failed > 0) throw new Error(`${failed} papers of batches failed`);
  return drawn;
}

async function draw(batch: PublicBatchItem, write: DocumentFiles['write']): Promise<string> {
  const { kind, year, number } = batch;
  const { content } = drawableDocument(await contentOf(batch));
  const key = `notices/${kind}/${batchId(batch)}.pdf`;
  await write(key, await renderDocument(content, {}), 'application/pdf');
  await PublicBatchEntity.patch({ kind, year, number }).set({ paper: key }).go();
  return key;
}

async function unprinted(kind: BatchKind, now: Date): Promise<readonly PublicBatchItem[]> {
  const { data } = await PublicBatchEntity.query
    .series({ kind })
    .go({ order: 'desc', limit: newest, consistent: true });
  return data.filter(({ paper, publishAt }) => paper === undefined && new Date(publishAt) <= now).slice(-mostDrawn);
}

async function contentOf(batch: PublicBatchItem): Promise<PrintedContent> {
  const { year, number, publishAt, endsAt = publishAt } = batch;
  const on = shanghaiDate(new Date(publishAt));
  if (batch.kind === 'announcement') {
    const { data } = await AnnouncementEntryEntity.query.batch({ year, batch: number }).go({ pages: 'all' });
    return announcementPaper(batchNumber(batch), on, data);
  }
  const { data } = await PublicityEntryEntity.query
    .byBatch({ year, batch: number })
    .go({ pages: 'all', hydrate: true });
  const period = { from: instantOf(publishAt), to: instantOf(endsAt) };
  return publicityList(batchNumber(batch), period, on, data);
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  ...{ timeZone: 'Asia/Shanghai', year: 'numeric', month: 'numeric', day: 'numeric' },
  ...{ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' },
} as const);

/** An instant as papers write it: 2026年11月28日0时01分. */
function instantOf(instant: string): string {
  const parts = new Map(clock.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return `${part('year')}年${part('month')}月${part('day')}日${part('hour')}时${part('minute')}分`;
}
