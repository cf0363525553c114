import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { JobOutcome } from '../../domain/jobs.ts';
import { rowsPerImportPart } from '../../domain/import-lists.ts';
import { makeApplication, putApplication } from '../../functions/cases/test-case.ts';
import type { StaffCaller } from '../../functions/platform/caller.ts';
import type { Result } from '../../functions/platform/refusal.ts';
import { startTestTable } from '../../functions/records/test-table.ts';
import { unifiedSocialCreditCode } from '../../local/services/identity/identifiers.ts';
import type { Row } from './figures.ts';

/** How many cases are accepted at once, and how many rows are imported. */
export interface JobSizes {
  readonly cases: number;
  readonly rows: number;
}

const officer: StaffCaller = {
  ...{ party: 'staff', staffId: 'bench-1', personId: null, name: '演示人员' },
  roles: ['acceptance', 'registrar'],
};
const asking = () => ({ caller: officer, idempotencyKey: null, now: new Date() });
const child = fileURLToPath(new URL('job-child.mjs', import.meta.url));

/**
 * A command on many cases and an import of many rows against the real engine, by processes that are killed (SIGKILL) in the middle and started again: what
 * was done twice, and what was lost.
 */
export async function jobRows({ cases, rows }: JobSizes): Promise<Row[]> {
  const engine = await startTestTable();
  try {
    return [...(await bulkRows(cases)), ...(await importRows(rows))];
  } finally {
    await engine.stop();
  }
}

async function bulkRows(count: number): Promise<Row[]> {
  const { carryOutBulk, previewBulk } = await import('../../functions/department/bulk.ts');
  const { ApplicationEventEntity } = await import('../../functions/records/entities.ts');
  const items = Array.from({ length: count }, () => makeApplication({ state: 'awaiting-acceptance' }));
  for (const item of items) await putApplication(item);
  const ids = items.map(({ applicationId }) => applicationId);
  const preview = valueOf(await previewBulk({ ...asking(), body: { wish: { action: 'accept' }, ids } }));
  await ran(preview.id);
  const { id } = valueOf(await carryOutBulk(preview.id, asking()));
  const job = await ranWithCrashes(id, count);
  let [twice, lost] = [0, 0];
  for (const applicationId of ids) {
    const { data } = await ApplicationEventEntity.query.event({ applicationId }).go({ pages: 'all', consistent: true });
    const accepted = data.filter(({ action }) => action === 'accept').length;
    if (accepted > 1) twice += 1;
    if (accepted < 1) lost += 1;
  }
  return rowsOf(`bulk acceptance of ${count} cases`, job, { twice, lost, counted: job.counts.done, count });
}

async function importRows(count: number): Promise<Row[]> {
  const { declareImport, receivePart, runImport } = await import('../../functions/department/imports.ts');
  const { JobElementEntity, KnownEmployerEntity } = await import('../../functions/records/entities.ts');
  const codes = Array.from({ length: count }, (_, index) =>
    unifiedSocialCreditCode('320106', String(10_000_000 + index)),
  );
  const body = { list: 'employers', name: '演示.csv', rows: count } as const;
  const { id: fileId, parts } = valueOf(await declareImport({ ...asking(), body }));
  for (let part = 0; part < parts; part += 1) {
    const rows = codes.slice(part * rowsPerImportPart, (part + 1) * rowsPerImportPart).map((code, place) => ({
      line: part * rowsPerImportPart + place + 2,
      cells: { 企业名称: `江苏演示${code.slice(8, 16)}有限公司`, 统一社会信用代码: code },
    }));
    valueOf(await receivePart({ ...asking(), params: { id: fileId }, body: { part, rows } }));
  }
  const { id } = valueOf(await runImport({ ...asking(), params: { id: fileId }, body: { dryRun: false } }));
  const job = await ranWithCrashes(id, count);
  const { data: notes } = await JobElementEntity.query.element({ jobId: id }).go({ pages: 'all' });
  const twice = notes.length - new Set(notes.map(({ label }) => label)).size;
  let kept = 0;
  for (let start = 0; start < count; start += 100) {
    const keys = codes.slice(start, start + 100).map((creditCode) => ({ creditCode }));
    kept += (await KnownEmployerEntity.get(keys).go({ consistent: true })).data.length;
  }
  return rowsOf(`import of ${count} rows`, job, { twice, lost: count - kept, counted: job.counts.done, count });
}

interface Ended {
  readonly counts: Readonly<Record<JobOutcome, number>>;
  readonly kills: number;
  readonly seconds: number;
}

/** Runs a job in processes of its own, of which the first two are killed when a third and two thirds of the elements are done. */
async function ranWithCrashes(jobId: string, total: number): Promise<Ended> {
  const { readJob } = await import('../../functions/records/jobs.ts');
  const started = performance.now();
  const kills = [total / 3, (2 * total) / 3];
  let killed = 0;
  for (;;) {
    const running = spawn(process.execPath, [child, jobId], { stdio: ['ignore', 'ignore', 'inherit'] });
    const ended = once(running, 'exit');
    const mark = kills[killed];
    if (mark !== undefined) {
      while (((await readJob(jobId))?.counts.done ?? 0) < mark && running.exitCode === null) await delay(20);
      // Not at the end of a part: somewhere in the next one.
      await delay(35);
      if (running.kill('SIGKILL')) killed += 1;
    }
    await ended;
    const job = await readJob(jobId);
    if (job?.state === 'finished') {
      return { counts: job.counts, kills: killed, seconds: (performance.now() - started) / 1000 };
    }
    if (mark === undefined) throw new Error(`${jobId} has not come to its end`);
  }
}

async function ran(jobId: string): Promise<void> {
  const { carryOutJob } = await import('../../functions/jobs/carry-out-job.ts');
  while ((await carryOutJob(jobId, new Date())).next !== 'nothing');
}

function rowsOf(
  name: string,
  { counts, kills, seconds }: Ended,
  found: Readonly<Record<'twice' | 'lost' | 'counted' | 'count', number>>,
): Row[] {
  const others = counts.unchanged + counts.attention + counts.refused;
  return [
    { name: `${name}, ${kills} crashes`, figure: seconds, unit: 's' },
    { name: `${name}: done twice`, figure: found.twice, unit: '', target: { most: 0 } },
    { name: `${name}: lost`, figure: found.lost, unit: '', target: { most: 0 } },
    { name: `${name}: counted as done`, figure: found.counted, unit: '', target: { least: found.count } },
    { name: `${name}: counted as anything else`, figure: others, unit: '', target: { most: 0 } },
  ];
}

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.refusal.detail);
  return result.value;
}
