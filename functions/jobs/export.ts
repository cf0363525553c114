import { randomUUID } from 'node:crypto';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { csvLines, csvText } from '../../domain/csv-text.ts';
import { exportHeader, exportRow } from '../../domain/register-columns.ts';
import { exportKey, exportOrder } from '../department/exports.ts';
import { findEntries } from '../department/find-entries.ts';
import { readPlace, writePlace } from '../cases/merged-terms.ts';
import type { ExportFiles, FilePart } from '../platform/export-files.ts';
import * as z from 'zod';
import {
  ApplicationEntity,
  CaseContentEntity,
  JobElementEntity,
  type JobElementItem,
  type JobItem,
  type RegistrationItem,
} from '../records/entities.ts';
import { type JobElement, noted, noteElement, type PartElement } from '../records/jobs.ts';
import { entryOf } from '../records/register-items.ts';
import { listedHolders } from '../register/listed-holders.ts';
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

/** The rows of entries. Whose an entry is says the application that its certificate shows (`certificateSource`); of one that was taken over, the list that it came with. */
async function rowsOf(items: readonly RegistrationItem[], today: string): Promise<(readonly string[])[]> {
  const sources = await sourcesOf(items);
  const ids = [...new Set(sources.values())].map((applicationId) => ({ applicationId }));
  const { data } =
    ids.length === 0
      ? { data: [] }
      : await CaseContentEntity.get(ids).go({
          ...{ consistent: true, concurrent: 5, attributes: ['applicationId', 'applicant'] },
        });
  const people = new Map(data.map(({ applicationId, applicant }) => [applicationId, applicant]));
  const takenOver = items.filter(({ applicationId }) => applicationId === undefined);
  const listed = await listedHolders(takenOver.map(({ personId }) => personId));
  return items.map((item) => {
    const person = people.get(sources.get(item.applicationId ?? '') ?? '') ?? listed.get(item.personId) ?? null;
    return exportRow({ entry: entryOf(item), person, today });
  });
}

/** By the application that wrote an entry last, the one that knows its holder: what others have begun goes back to an earlier one. */
async function sourcesOf(items: readonly RegistrationItem[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(items.flatMap(({ applicationId }) => applicationId ?? []))];
  if (ids.length === 0) return new Map();
  const { data } = await ApplicationEntity.get(ids.map((applicationId) => ({ applicationId }))).go({
    ...{ consistent: true, concurrent: 5, attributes: ['applicationId', 'certificateSource'] },
  });
  return new Map(
    data.map(({ applicationId, certificateSource }) => [applicationId, certificateSource ?? applicationId]),
  );
}
