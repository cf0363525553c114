import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wholeOf } from '../../domain/registration-terms.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import type { RegistrationItem } from '../records/entities.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { termsOfRegistration } = await import('../projection/registrations.ts');
const { staffScope } = await import('../cases/desk-terms.ts');
const { listStaff } = await import('./staff.ts');
const { RegistrationEntity, TermEntity } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-10T02:00:00.000Z');
const creditCode = '91320508000010014J';
const caller = { party: 'legal-person', creditCode, name: '甲公司' } as unknown as CompanyCaller;

/** A constructor of the company whose specialties end on some days. */
function makeEntry(index: number, ends: Readonly<Record<string, string>>): RegistrationItem {
  const terms = Object.entries(ends).map(([specialty, validUntil]) => ({
    ...{ specialty, validFrom: '2020-01-01', validUntil, cancelledOn: null, cancellationGround: null },
  }));
  const { specialties, validFrom, validUntil } = wholeOf(terms);
  return {
    ...{ personId: `person-${index}`, number: `苏2320250${String(1000 + index)}`, profession: 'constructor-2', terms },
    ...{ specialties: [...specialties], validFrom, validUntil, holderName: `演示${index}`, employerName: '甲公司' },
    ...{ employerCreditCode: creditCode, version: 1, verificationCode: 'CODE' },
  };
}

// From the last to end to the first, so that the order of the list is none that they were written in.
const staff = Array.from({ length: 42 }, (_, index) => makeEntry(index, { 建筑工程: `20${String(80 - index)}-06-30` }));
const ended = makeEntry(60, { 建筑工程: '2025-12-31' });
const soon = makeEntry(61, { 建筑工程: '2026-04-01', 机电工程: '2028-01-31' });
const soonest = makeEntry(62, { 建筑工程: '2026-03-10' });
const later = makeEntry(63, { 建筑工程: '2026-06-09' });
const gone = makeEntry(64, { 建筑工程: '2026-05-01' });

beforeAll(async () => {
  const all = [...staff, ended, soon, soonest, later, gone];
  await RegistrationEntity.put(all).go();
  const terms = all.flatMap((entry) => termsOfRegistration(entry)).filter(({ scope }) => scope === staffScope);
  await TermEntity.put(terms.map((term) => ({ ...term, shard: '0', version: 1 }))).go({ concurrent: 10 });
  // Its rows still name the company.
  await RegistrationEntity.put({ ...gone, employerCreditCode: '91320100000010024X', version: 2 }).go();
});

async function read(filter: Parameters<typeof listStaff>[1]) {
  const numbers: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const answer = await listStaff(caller, filter, cursor, now);
    if (!answer.ok) throw new Error(answer.refusal.detail);
    numbers.push(...answer.value.items.map(({ number }) => number));
    ({ cursor } = answer.value);
  }
  return numbers;
}

const numbers = (entries: readonly RegistrationItem[]) => entries.map(({ number }) => number);

describe('those registered with a company', () => {
  it('are listed once each, the first to end first over all pages, without who has left or has ended', async () => {
    expect(await read({ standing: 'true' })).toEqual(numbers([soonest, later, soon, ...staff.toReversed()]));
    expect(await read({ standing: 'false' })).toEqual(numbers([ended]));
  });

  it('are found by a month in which a specialty ends, a part of the name or number, and what they are', async () => {
    expect(await read({ month: '2026-04' })).toEqual(numbers([soon]));
    expect(await read({ month: '2028-01' })).toEqual(numbers([soon]));
    expect(await read({ text: '示 6', status: 'valid' })).toEqual(
      numbers([soonest, later, soon]).concat(numbers([staff[6]!])),
    );
    expect(await read({ text: '50 1041' })).toEqual(numbers([staff[41]!]));
    expect(await read({ profession: 'cost-2' })).toEqual([]);
  });

  it('end soon through the ninetieth day, each at the first of its ends', async () => {
    expect(await read({ soon: 'true' })).toEqual(numbers([soonest, soon]));
    expect(await read({ soon: 'true', text: later.holderName })).toEqual([]);
  });

  it('are no list of another company, nor of a cursor that it has not given', async () => {
    const other = { ...caller, creditCode: '91320100000010024X' };
    expect(await listStaff(other, {}, undefined, now)).toMatchObject({ ok: true, value: { items: [], cursor: null } });
    expect(await listStaff(caller, {}, 'e30', now)).toMatchObject({ ok: false });
  });
});
