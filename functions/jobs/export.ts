import { randomUUID } from 'node:crypto';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { csvLines, csvText } from '../../domain/csv-text.ts';
import { exportHeader, exportRow } from '../../domain/register-columns.ts';
import { exportKey, exportOrder } from '../department/exports.ts';
import { findEntries } from '../department/find-entries.ts';
import { readPlace, writePlace } from '../cases/merged-terms.ts';
import type { ExportFiles, FilePart } from '../platform/export-files.ts';
import * as z from 'zod';
import { JobElementEntity, type JobElementItem, type JobItem, type RegistrationItem } from '../records/entities.ts';
import { type JobElement, noted, noteElement, type PartElement } from '../records/jobs.ts';
import { entryOf } from '../records/register-items.ts';
import { holdersOf } from '../register/holders.ts';
import type { JobKind, Part } from './job-kind.ts';

// 2,000 entries are 20 batch reads of entries and 20 of the applications that name their holders, five at once, 15 ms each; some 600 KB of text.
const rowsPerPart = 2000;
// The place behind all rows, where the parts become one file.
const joining = 'file';

/** What an export has kept of a part, in its note: the object, and where the next part begins. */
const keptSchema = z.object({ key: z.string(), bytes: z.number(), next: z.string() });

/**
 * Writes what a filter finds as CSV, part by part, each an object of its own, and joins them. The note of a part says which object it is and where the next
 * begins; whoever carries the part out again goes by the note, so that no row is in two parts or in none, whatever has broken off (docs/adr/0036).
 */
export function exportJob(files: ExportFiles, most = rowsPerPart): JobKind {
  return {
    nextPart: async (job, before, now) =>
      job.place === joining ? joinPart(job, files) : await rowsPart(job, before, { files, most, now }),
  };
}

interface Exporting {
  readonly files: ExportFiles;
  /** Rows that are looked through for one part. */
  readonly most: number;
  readonly now: Date;
}

async function rowsPart(
  job: JobItem,
  [known]: readonly JobElementItem[],
  { files, most, now }: Exporting,
): Promise<Part> {
  if (known !== undefined) return { elements: [], atOnce: 1, next: { place: keptSchema.parse(known.kept).next } };
  const today = shanghaiDate(now);
  const after = job.place === undefined ? null : readPlace(job.place, { order: z.string(), id: z.string() });
  if (after === undefined) throw new Error(`the place of ${job.jobId} is none`);
  const { items, next } = await findEntries({ ...exportOrder.parse(job.order), today }, after, {
    ...{ enough: Infinity, most, atOnce: Math.min(500, most) },
  });
  const place = next === null ? joining : writePlace(next);
  const element: PartElement = {
    ...{ key: 'rows', label: `第${job.part + 1}部分` },
    carryOut: async (each) => {
      const text = csvLines(await rowsOf(items, today));
      // A key of its own for each try: the note names the object that was written with it, whatever another run has written.
      const part = await files.write(`parts/${job.jobId}/${job.part}-${randomUUID()}.csv`, text);
      return await noteOnce(each, items.length, { ...part, next: place }, now);
    },
  };
  return { elements: [element], atOnce: 1, next: { place } };
}

/** Notes a part. Throws when another run has noted it with other rows: then the job is taken up again, and goes by that note. */
async function noteOnce(
  element: JobElement,
  count: number,
  kept: z.infer<typeof keptSchema>,
  now: Date,
): Promise<typeof noted> {
  await noteElement(element, { outcome: 'done', count, kept }, now);
  const { jobId, part, key } = element;
  const { data } = await JobElementEntity.get({ jobId, part, key }).go({ consistent: true });
  if (keptSchema.safeParse(data?.kept).data?.key !== kept.key)
    throw new Error(`part ${part} of ${jobId} was noted by another run`);
  return noted;
}

function joinPart(job: JobItem, files: ExportFiles): Part {
  const element: PartElement = {
    ...{ key: 'file', label: '合并为一个文件' },
    carryOut: async () => {
      await files.join(exportKey(job.jobId), csvText(exportHeader, []), await partsOf(job.jobId));
      return { outcome: 'done', count: 0 };
    },
  };
  return { elements: [element], atOnce: 1, next: 'end' };
}

async function partsOf(jobId: string): Promise<FilePart[]> {
  const { data } = await JobElementEntity.query.element({ jobId }).go({ pages: 'all', consistent: true });
  return data.flatMap(({ kept }) => (kept === undefined ? [] : [keptSchema.parse(kept)]));
}

async function rowsOf(items: readonly RegistrationItem[], today: string): Promise<(readonly string[])[]> {
  const holderOf = await holdersOf(items);
  return items.map((item) => exportRow({ entry: entryOf(item), person: holderOf(item), today }));
}
