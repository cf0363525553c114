import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RegisterFilter } from '../../api/department-register-list.ts';
import { wholeOf } from '../../domain/registration-terms.ts';
import type { ExportFiles } from '../platform/export-files.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import type { RegistrationItem } from '../records/entities.ts';
import { startTestTable } from '../records/test-table.ts';

vi.mock('../platform/identity-key.ts', () => ({ personIdOf: (id: string) => Promise.resolve(`person-${id}`) }));
const engine = await startTestTable();
const { projectRecord } = await import('../projection/project.ts');
const { listRegister } = await import('./list-register.ts');
const { lookRows } = await import('./look-rows.ts');
const { exportRegister, downloadExport } = await import('./exports.ts');
const { exportJob } = await import('../jobs/export.ts');
const { termsOfRegistration } = await import('../projection/registrations.ts');
const { JobElementEntity, JobEntity, ListedHolderEntity, RegistrationEntity, TermEntity } =
  await import('../records/entities.ts');
const { notedElements } = await import('../records/jobs.ts');

afterAll(async () => {
  // The files after it in this process make keys of identity numbers by the real module.
  vi.resetModules();
  await engine.stop();
});

const now = new Date('2026-03-10T02:00:00.000Z');
const nanjing = '91320100000010024X';
const suzhou = '91320508000010014J';
const caller = {
  ...{ party: 'staff', staffId: 'registrar-1', personId: null, name: '演示登记' },
  roles: ['registrar'],
} as const satisfies StaffCaller;

function makeEntry(index: number, overrides: Partial<RegistrationItem> = {}): RegistrationItem {
  const profession = index % 2 === 0 ? 'constructor-2' : 'cost-2';
  const specialty = profession === 'cost-2' ? '安装工程' : index % 4 === 0 ? '建筑工程' : '机电工程';
  const validUntil = ['2025-12-31', '2027-03-15', '2028-06-30'][index % 3] ?? '';
  const terms = [{ specialty, validFrom: '2024-01-01', validUntil, cancelledOn: null, cancellationGround: null }];
  const { specialties, ...whole } = wholeOf(terms);
  return {
    ...{ personId: `person-${index}`, number: `苏2320250${String(1000 + index)}`, profession, terms },
    ...{ specialties: [...specialties], validFrom: whole.validFrom, validUntil: whole.validUntil },
    ...{ holderName: `演示${String.fromCodePoint(0x4e00 + index)}`, employerName: '甲公司' },
    ...{ employerCreditCode: index % 5 === 0 ? suzhou : nanjing, version: 1, verificationCode: 'CODE' },
    ...overrides,
  };
}

async function project(item: RegistrationItem, old?: RegistrationItem) {
  const imageOf = async (each: RegistrationItem) => {
    const { data } = await RegistrationEntity.get(each).go({ data: 'raw' });
    return marshall((data as unknown as { Item: Record<string, unknown> }).Item);
  };
  const before = old === undefined ? {} : { OldImage: await imageOf(old) };
  await RegistrationEntity.put(item).go();
  await projectRecord({ eventName: 'MODIFY', dynamodb: { ...before, NewImage: await imageOf(item) } });
}

const entries = Array.from({ length: 45 }, (_, index) => makeEntry(index));
const suspended = makeEntry(2, {
  suspension: { reason: '演示', document: '演示1号', from: '2026-03-01', until: '2026-06-30' },
});

beforeAll(async () => {
  await RegistrationEntity.put(entries).go();
  const terms = entries.flatMap((entry) => termsOfRegistration(entry));
  await TermEntity.put(terms.map((term) => ({ ...term, shard: '0', version: 1 }))).go({ concurrent: 10 });
  await project({ ...suspended, version: 2 }, entries[2]);
});

async function read(filter: RegisterFilter) {
  const numbers: string[] = [];
  let narrow = false;
  for (let cursor: string | null | undefined; cursor !== null;) {
    const answer = await listRegister(caller, filter, cursor, now);
    if (!answer.ok) throw new Error(answer.refusal.detail);
    expect(answer.value.items.length).toBeLessThanOrEqual(20);
    numbers.push(...answer.value.items.map(({ number }) => number));
    narrow ||= answer.value.narrow;
    ({ cursor } = answer.value);
  }
  return { numbers, narrow };
}

const numbersOf = (fits: (entry: RegistrationItem, index: number) => boolean) =>
  entries.filter(fits).map(({ number }) => number);

describe('the register as a list', () => {
  it('shows every entry once over all pages, in the order of numbers', async () => {
    expect(await read({})).toEqual({ numbers: numbersOf(() => true), narrow: false });
  });

  it('is narrowed by any combination of kinds, a person and an employer', async () => {
    const inMonth = (entry: RegistrationItem) => entry.validUntil.startsWith('2027-03');
    expect((await read({ month: '2027-03', profession: 'cost-2' })).numbers).toEqual(
      numbersOf((entry) => inMonth(entry) && entry.profession === 'cost-2'),
    );
    expect((await read({ specialty: '机电工程', city: '3205', status: 'valid' })).numbers).toEqual(
      numbersOf((entry, index) => index % 4 === 2 && index % 5 === 0 && entry.validUntil > '2026-03-10'),
    );
    expect((await read({ status: 'expired' })).numbers).toEqual(numbersOf((entry) => entry.validUntil < '2026-03-10'));
    expect((await read({ status: 'suspended' })).numbers).toEqual([suspended.number]);
    expect((await read({ idNumber: '7', profession: 'cost-2' })).numbers).toEqual(numbersOf((_, index) => index === 7));
    expect((await read({ employer: suzhou, month: '2027-03' })).numbers).toEqual(
      numbersOf((entry, index) => index % 5 === 0 && inMonth(entry)),
    );
    expect((await read({ name: '演示', status: 'valid', city: '3205' })).numbers).toHaveLength(6);
  });

  it('leaves out what has just changed before its rows have, and fills the page with others', async () => {
    const moved = makeEntry(10);
    await RegistrationEntity.put({ ...moved, employerCreditCode: nanjing, version: 2 }).go();
    const { numbers } = await read({ city: '3205' });
    expect(numbers).toEqual(numbersOf((_, index) => index % 5 === 0 && index !== 10));
    await RegistrationEntity.put(moved).go();
  });

  it('a cursor that it has not given is refused, and what was asked is a look that writes no identity number out', async () => {
    expect(await listRegister(caller, {}, 'e30', now)).toMatchObject({ ok: false });
    const query = { status: 'valid', idNumber: '320106199003078888', cursor: 'x' };
    expect(await lookRows.listRegister.at({ params: {}, query })).toEqual([
      { subject: '注册名册：有效，指定证件号码', personId: 'person-320106199003078888' },
    ]);
  });
});

/** Files in memory, as the bucket keeps them. */
function filesInMemory(): ExportFiles & { readonly stored: Map<string, string> } {
  const stored = new Map<string, string>();
  return {
    stored,
    write: (key, text) => {
      stored.set(key, text);
      return Promise.resolve({ key, bytes: Buffer.byteLength(text) });
    },
    join: (key, head, parts) => {
      stored.set(key, head + parts.map((part) => stored.get(part.key) ?? '').join(''));
      return Promise.resolve();
    },
  };
}

async function ordered(filter: RegisterFilter): Promise<string> {
  const result = await exportRegister(filter, { caller, idempotencyKey: null, now });
  if (!result.ok) throw new Error(result.refusal.detail);
  return result.value.id;
}

/** One part of a job, as `carryOutJob` carries it out, with the files of a test; `dies` after its object and its note. */
async function onePart(jobId: string, files: ExportFiles, dies = false) {
  const { data: job } = await JobEntity.get({ jobId }).go({ consistent: true });
  if (job === null) throw new Error('no job');
  const before = await notedElements(jobId, job.part);
  const part = await exportJob(files, 20).nextPart(job, before, now);
  for (const { carryOut, ...element } of part.elements) {
    const named = { ...element, jobId, part: job.part };
    const result = await carryOut(named);
    if (result !== 'noted') await JobElementEntity.create({ ...named, ...result, at: now.toISOString() }).go();
  }
  if (dies) return 'died';
  if (part.next === 'end') return 'end';
  await JobEntity.patch({ jobId })
    .set({ part: job.part + 1, place: part.next.place })
    .go();
  return 'part';
}

describe('an export of the register', () => {
  it('has every entry of the filter once, whatever a run that breaks off has left behind and whoever is registered meanwhile', async () => {
    const files = filesInMemory();
    const jobId = await ordered({});
    await onePart(jobId, files);
    expect(await onePart(jobId, files, true)).toBe('died');
    // Between the two tries somebody comes to stand within the part.
    await project(makeEntry(100, { number: '苏232025010255', personId: 'person-late' }));
    while ((await onePart(jobId, files)) !== 'end');
    const lines = (files.stored.get(`exports/${jobId}.csv`) ?? '').trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^\ufeff注册编号,姓名,证件类型/);
    const numbers = lines.slice(1).map((line) => line.split(',')[0]);
    expect(numbers).toEqual(numbersOf(() => true));
    const { data } = await JobElementEntity.query.element({ jobId }).go({ pages: 'all' });
    expect(data.reduce((sum, { count = 1 }) => sum + count, 0)).toBe(45);
  });

  it('writes identity numbers as text and makes formulas harmless', async () => {
    const application = makeApplication({ applicationId: 'case-of-export' });
    await putApplication(application);
    await project(
      makeEntry(200, { holderName: '=演示', employerName: '@公司', applicationId: 'case-of-export', version: 3 }),
    );
    const files = filesInMemory();
    const jobId = await ordered({ idNumber: '200' });
    while ((await onePart(jobId, files)) !== 'end');
    const [, row = ''] = (files.stored.get(`exports/${jobId}.csv`) ?? '').split('\r\n');
    expect(row).toContain(`'=演示,居民身份证,320106199003078888\t,`);
    expect(row).toContain(",'@公司,");
  });

  it('says whose an entry is that was taken over, once a list has named them', async () => {
    await project(makeEntry(300));
    const documentOf = async () => {
      const files = filesInMemory();
      const jobId = await ordered({ idNumber: '300' });
      while ((await onePart(jobId, files)) !== 'end');
      const [, row = ''] = (files.stored.get(`exports/${jobId}.csv`) ?? '').split('\r\n');
      return row.split(',').slice(2, 4);
    };
    expect(await documentOf()).toEqual(['', '']);
    const { personId } = makeEntry(300);
    await ListedHolderEntity.put({ personId, idType: '居民身份证', idNumber: '320106199003078888' }).go();
    expect(await documentOf()).toEqual(['居民身份证', '320106199003078888\t']);
  });

  it('is given to nobody else, and not before it is finished or after it is removed', async () => {
    const jobId = await ordered({ month: '2199-12' });
    const code = async (by: StaffCaller, at = now) => {
      const answer = await downloadExport(jobId, by, at);
      return answer.ok ? answer.value.name : answer.refusal.code;
    };
    expect(await code(caller)).toBe('not-in-this-state');
    await JobEntity.patch({ jobId }).set({ state: 'finished', finishedAt: now.toISOString() }).go();
    expect(await code({ ...caller, staffId: 'registrar-2' })).toBe('not-found');
    process.env['EXPORTS_BUCKET'] = 'exports';
    expect(await code(caller)).toBe('注册名册-2026-03-10.csv');
    expect(await code(caller, new Date(now.getTime() + 25 * 3_600_000))).toBe('not-in-this-state');
  });
});
