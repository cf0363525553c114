import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { ListRow } from '../../api/department-lists.ts';
import { importListNames, importLists, type ImportListName, rowsPerImportPart } from '../../domain/import-lists.ts';
import { jobKindFacts, type JobOutcome } from '../../domain/jobs.ts';
import { orderJob } from '../cases/owned-jobs.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { callerKeyOf, type CommandKey } from '../platform/command-key.ts';
import { personIdOf } from '../platform/identity-key.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';
import { commandOperations } from '../records/commands.ts';
import { ImportFileEntity, type ImportFileItem, ImportPartEntity, table } from '../records/entities.ts';
import { type ElementResult, noted, noteOperations, type PartElement } from '../records/jobs.ts';
import { type Lost, lost, settle } from '../records/settle.ts';
import { educationList } from './import-education.ts';
import { employerList } from './import-employers.ts';
import { insuranceList } from './import-insurance.ts';
import { type Outcome, type PersonImport, personList, prepareRows, type PreparedRow } from './import-list.ts';
import { qualificationList } from './import-qualifications.ts';
import { registrationList } from './import-registrations.ts';

interface Asking {
  readonly caller: StaffCaller;
  readonly idempotencyKey: CommandKey | null;
  readonly now: Date;
}

// The rows hold identity numbers: long enough for a dry run today and the import tomorrow, and no longer.
const keptSeconds = 2 * 24 * 3600;

/** The order of an import: of which file, by whom, and whether rows are kept. */
export const importOrder = z.object({
  fileId: z.string(),
  list: z.enum(importListNames),
  importerId: z.string().nullable(),
  isDryRun: z.boolean(),
  parts: z.number().int(),
});

/** Declares a file to be imported, whose parts come next. */
export async function declareImport(
  asking: Asking & { readonly body: { readonly list: ImportListName; readonly name: string; readonly rows: number } },
): Promise<Result<{ id: string; parts: number }>> {
  const { caller, body, idempotencyKey, now } = asking;
  const answer = { id: randomUUID(), parts: Math.ceil(body.rows / rowsPerImportPart) };
  const item = { ...body, fileId: answer.id, parts: answer.parts, received: 0, owner: callerKeyOf(caller) };
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.importFile.create({ ...item, expiresAt: expiryOf(now) }).commit(),
      ...commandOperations(entities, idempotencyKey, answer, now),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done(answer);
}

/** A part of a file as it is sent. */
type SentPart = Asking & {
  readonly params: { readonly id: string };
  readonly body: { readonly part: number; readonly rows: readonly ListRow[] };
};

/** How much of a file has arrived. */
interface Arrived {
  readonly received: number;
  readonly parts: number;
}

/** Keeps a part of a file; one that has arrived already is left as it is. */
export async function receivePart(sent: SentPart): Promise<Result<Arrived>> {
  const result = await settle(() => putPart(sent));
  return result === lost ? refusals.changedMeanwhile() : result;
}

/** Puts a part and counts it; `lost` when another part has arrived since the count was read, which the answer says. */
async function putPart({ caller, params, body, idempotencyKey, now }: SentPart): Promise<Result<Arrived> | Lost> {
  const file = await ownFile(params.id, caller);
  if (!file.ok) return file;
  const { fileId, parts, rows, received: before } = file.value;
  const { part } = body;
  const wanted = part < parts - 1 ? rowsPerImportPart : rows - (parts - 1) * rowsPerImportPart;
  if (part >= parts || body.rows.length !== wanted) {
    return refuse('invalid-request', '这一部分的行数与登记的文件不一致，请重新选择文件。');
  }
  const { data: present } = await ImportPartEntity.get({ fileId, part }).go({ consistent: true });
  if (present !== null) return done({ received: before, parts });
  const arrived = { received: before + 1, parts };
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.importPart.create({ fileId, part, rows: [...body.rows], expiresAt: expiryOf(now) }).commit(),
      entities.importFile
        .patch({ fileId })
        .set({ received: arrived.received })
        .where(({ received }, { eq }) => eq(received, before))
        .commit(),
      ...commandOperations(entities, idempotencyKey, arrived, now),
    ])
    .go();
  return canceled ? lost : done(arrived);
}

/** How much of a file of the caller's own has arrived. */
export async function importView(id: string, caller: StaffCaller) {
  const file = await ownFile(id, caller);
  if (!file.ok) return file;
  const { list, name, rows, parts, received } = file.value;
  return done({ id, list, name, rows, parts, received });
}

/** Orders a file that has arrived as a whole to be tried or kept. It is kept by one job, which can be stopped; trying is free. */
export async function runImport(
  asking: Asking & { readonly params: { readonly id: string }; readonly body: { readonly dryRun: boolean } },
): Promise<Result<{ id: string }>> {
  const { caller, params, body } = asking;
  const file = await ownFile(params.id, caller);
  if (!file.ok) return file;
  const { fileId, list, name, rows, parts, received } = file.value;
  if (received < parts) return refuse('not-in-this-state', `文件还没有上传完整（${received}/${parts}），请继续上传。`);
  const { dryRun: isDryRun } = body;
  const order = { fileId, list, importerId: caller.personId, isDryRun, parts } satisfies z.input<typeof importOrder>;
  const kind = isDryRun ? 'import-trial' : 'import';
  const title = `${jobKindFacts[kind].name}：${importLists[list].name}（${name}）`;
  return await orderJob(asking, { kind, title, order, total: rows }, isDryRun ? undefined : `${fileId}-in`);
}

/** The elements of one part of a file that is imported: its rows, each noted by the transaction that keeps it. */
export async function importElements(
  { fileId, list, importerId, isDryRun }: z.output<typeof importOrder>,
  part: number,
  now: Date,
): Promise<PartElement[]> {
  const { data } = await ImportPartEntity.get({ fileId, part }).go({ consistent: true });
  if (data === null) throw new Error(`part ${part} of ${fileId} is gone`);
  const prepared = preparedRows(list, data.rows, { personIdOf, now, importerId });
  return prepared.map((row, place) => ({
    key: String(place).padStart(4, '0'),
    label: `第${row.line}行`,
    carryOut: async (element) => {
      const outcome = await row.keep({
        isDryRun,
        note: (entities, kept) => noteOperations(entities, element, resultOf(kept), now),
      });
      return outcome.kind === 'imported' && !isDryRun ? noted : resultOf(outcome);
    },
  }));
}

function preparedRows(list: ImportListName, rows: readonly ListRow[], circumstances: PersonImport): PreparedRow[] {
  switch (list) {
    case 'qualifications':
      return prepareRows(rows, personList(qualificationList, circumstances));
    case 'registrations':
      return prepareRows(rows, personList(registrationList, circumstances));
    case 'education':
      return prepareRows(rows, personList(educationList, circumstances));
    case 'insurance':
      return prepareRows(rows, personList(insuranceList, circumstances));
    case 'employers':
      return prepareRows(rows, employerList);
  }
}

function resultOf(outcome: Outcome): ElementResult & { readonly outcome: JobOutcome } {
  switch (outcome.kind) {
    case 'imported':
      return outcome.remark === undefined
        ? { outcome: 'done' }
        : { outcome: 'attention', message: outcome.remark.message };
    case 'unchanged':
      return { outcome: 'unchanged' };
    case 'rejected':
      return { outcome: 'refused', message: outcome.message };
  }
}

async function ownFile(fileId: string, caller: StaffCaller): Promise<Result<ImportFileItem>> {
  const { data } = await ImportFileEntity.get({ fileId }).go({ consistent: true });
  return data?.owner === callerKeyOf(caller)
    ? done(data)
    : refuse('not-found', '没有找到这个文件，或者它已过期，请重新上传。');
}

function expiryOf(now: Date): number {
  return Math.floor(now.getTime() / 1000) + keptSeconds;
}
