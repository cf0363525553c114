import type * as z from 'zod';
import type { publicAnnouncementEndpoints as endpoints } from '../../api/announcements.ts';
import { authority } from '../../domain/authorities.ts';
import { atomFeed } from '../../domain/atom-feed.ts';
import { csvText } from '../../domain/csv-text.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { professions } from '../../domain/professions.ts';
import { batchId, type BatchKind, batchKinds, batchNumber, batchSeries } from '../../domain/public-batches.ts';
import { environment } from '../platform/environment.ts';
import { readPage } from '../platform/paging.ts';
import { done, type Result } from '../platform/refusal.ts';
import {
  AnnouncementEntryEntity,
  type AnnouncementEntryItem,
  PublicBatchEntity,
  type PublicBatchItem,
} from '../records/entities.ts';
import { isPublic, paperOf, publicBatch } from './public-batches.ts';

type Batches = z.input<typeof endpoints.listAnnouncements.response>;
type Lines = z.input<typeof endpoints.getAnnouncement.response>;

/** The 公告 that everybody may see by now, the newest first. */
export async function listAnnouncements(cursor: string | undefined, now: Date): Promise<Result<Batches>> {
  return await readPage(
    cursor,
    (options) => PublicBatchEntity.query.series({ kind: 'announcement' }).go({ ...options, order: 'desc' }),
    batchView,
    (item) => isPublic(item, now),
  );
}

/** A 公告 with a page of its lines; `not-found` before everybody may see it. */
export async function getAnnouncement(id: string, cursor: string | undefined, now: Date): Promise<Result<Lines>> {
  const found = await publicBatch('announcement', id, now);
  if (!found.ok) return found;
  const batch = found.value;
  const page = await readPage(
    cursor,
    (options) => AnnouncementEntryEntity.query.batch({ year: batch.year, batch: batch.number }).go(options),
    lineView,
  );
  return page.ok ? done({ ...page.value, batch: batchView(batch), paper: await paperOf(batch) }) : page;
}

/**
 * The whole list of a 公告 as CSV. A week of the province is some 10,000 lines of 150 bytes: far below the 6 MB that a function answers (Lambda quotas,
 * invocation payload), and read by a few pages of a query.
 */
export async function announcementList(id: string, now: Date): Promise<Result<string>> {
  const found = await publicBatch('announcement', id, now);
  if (!found.ok) return found;
  const { year, number: batch } = found.value;
  const { data } = await AnnouncementEntryEntity.query.batch({ year, batch }).go({ pages: 'all' });
  const header = ['公告', '事项', '注册类别', '注册编号', '姓名', '聘用企业', '注册专业', '决定日期'];
  const rows = data.map((item) => [batchNumber(found.value), ...cellsOf(item)]);
  return done(csvText(header, rows));
}

const feedEntries = 20;

/** The newest 公示 and 公告 as a feed, each leading to its page. Nobody is named in it. */
export async function noticesFeed(now: Date): Promise<Result<string>> {
  const lists = await Promise.all(batchKinds.map(newest));
  const entries = lists
    .flat()
    .filter((item) => isPublic(item, now))
    .toSorted((left, right) => right.publishAt.localeCompare(left.publishAt))
    .slice(0, feedEntries)
    .map((item) => ({
      title: batchNumber(item),
      link: `${environment.siteUrl()}/${item.kind}.html?batch=${batchId(item)}`,
      updatedAt: item.publishAt,
      summary: summaryOf(item),
    }));
  const address = `${environment.siteUrl()}/api/public/notices/feed`;
  return done(atomFeed({ title: '公示公告', address, author: authority, entries }));
}

async function newest(kind: BatchKind): Promise<readonly PublicBatchItem[]> {
  const { data } = await PublicBatchEntity.query.series({ kind }).go({ order: 'desc', limit: feedEntries });
  return data;
}

function summaryOf({ kind, publishAt, endsAt }: PublicBatchItem): string {
  const from = shanghaiDate(new Date(publishAt));
  if (endsAt === undefined) return `${batchSeries[kind].name}：${from} 发布的注册决定。`;
  return `${batchSeries[kind].name}：拟准予注册人员，${from} 起公示至 ${shanghaiDate(new Date(endsAt))}。`;
}

function batchView(item: PublicBatchItem): Batches['items'][number] {
  return { id: batchId(item), number: batchNumber(item), publishedAt: item.publishAt };
}

/** What everybody is shown of a decision (Administrative Licensing Law art. 40): no identity number. */
function lineView(item: AnnouncementEntryItem): Lines['items'][number] {
  const { number, kind, title, profession, holderName, employerName, specialties, decidedAt } = item;
  return { number, kind, title, profession, holderName, employerName, specialties: [...specialties], decidedAt };
}

function cellsOf(item: AnnouncementEntryItem): readonly string[] {
  const { title, profession, number, holderName, employerName, specialties, decidedAt } = item;
  const day = shanghaiDate(new Date(decidedAt));
  return [title, professions[profession].name, number, holderName, employerName, specialties.join('、'), day];
}
