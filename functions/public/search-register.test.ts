import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProof } from '../../api/work-proof.ts';
import { quotaPeriod, quotas } from '../../domain/quotas.ts';
import { questionText, type RegisterQuestion } from '../../domain/register-search.ts';
import { newTerms, wholeOf } from '../../domain/registration-terms.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { searchRegister } = await import('./search-register.ts');
const { GuardEntity, QuotaEntity, RegistrationEntity } = await import('../records/entities.ts');
const { keepListedName, writeEndings } = await import('../register/known-employers.ts');
const { removeName, writeName } = await import('../register/registered-names.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-02T01:00:00.000Z');
const company = { creditCode: '91320508000010014J', name: '演示建设有限公司' };
const crowded = { creditCode: '91320508000010022D', name: '演示大型建设有限公司' };

function entryOf(index: number, holderName: string, employer: typeof company, firstDay = '2025-03-01') {
  const terms = newTerms('constructor-2', ['建筑工程'], firstDay);
  const { specialties, validFrom, validUntil } = wholeOf(terms);
  return {
    ...{ personId: `person-${index}`, number: `苏2322025202500${String(index).padStart(3, '0')}`, holderName, terms },
    ...{ validFrom, validUntil, specialties: [...specialties], profession: 'constructor-2' as const, version: 1 },
    ...{ employerName: employer.name, employerCreditCode: employer.creditCode, verificationCode: 'ABCDEFGH12345678' },
  };
}

const [zhang, namesake, expired] = [
  entryOf(1, '张一', company),
  entryOf(2, '张一', crowded),
  entryOf(3, '李二', company, '2020-03-01'),
];
const taken = {
  ...entryOf(4, '王三', company),
  terms: zhang.terms.map((term) => ({
    ...term,
    cancelledOn: '2026-01-05',
    cancellationGround: 'licence-revoked' as const,
  })),
  ...{ cancelledOn: '2026-01-05', cancellationGround: 'licence-revoked' as const },
};
const many = Array.from({ length: 103 }, (_, index) => entryOf(100 + index, `人员${index}`, crowded));

beforeAll(async () => {
  const entries = [zhang, namesake, expired, taken, ...many];
  await RegistrationEntity.put(entries).go();
  await Promise.all([zhang, namesake, expired].map((entry) => writeName(entry, null)));
  for (const employer of [company, crowded]) {
    await keepListedName(employer, 'list');
    await writeEndings(employer, null);
  }
});

let clients = 0;
const somebody = () => {
  clients += 1;
  return { clientAddress: `192.0.2.${clients}`, connection: `192.0.2.${clients}` };
};
const search = (question: RegisterQuestion, page = 1, asker = somebody(), proof: string | null = null) =>
  searchRegister({ question, page, proof }, asker, now);

async function found(question: RegisterQuestion, page = 1) {
  const result = await search(question, page);
  if (!result.ok) throw new Error(result.refusal.detail);
  return result.value;
}

const byName = (name: string) => ({ by: 'person', name, profession: 'constructor-2' }) as const;
const code = (result: Awaited<ReturnType<typeof search>>) => (result.ok ? 'answered' : result.refusal.code);

describe('the public register', () => {
  it('finds everybody of a full name in a profession, and nobody by a part of it', async () => {
    const { items, pages, more } = await found(byName('张一'));
    expect(items.map(({ number }) => number)).toEqual([zhang.number, namesake.number]);
    expect({ pages, more }).toEqual({ pages: 1, more: false });
    expect(JSON.stringify(items)).not.toContain('person-');
    expect((await found(byName('张'))).items).toEqual([]);
    expect((await found({ ...byName('张一'), profession: 'cost-2' })).items).toEqual([]);
  });

  it('shows nobody under a name that they bear no more', async () => {
    await writeName({ ...zhang, holderName: '旧名' }, null);
    expect((await found(byName('旧名'))).items).toEqual([]);
    await removeName(zhang, '旧名');
    expect((await found(byName('旧名'))).pages).toBe(0);
  });

  it('lists who is registered with an employer, by its full name or credit code, and not whose registration has ended or was revoked', async () => {
    for (const employer of [company.name, ` ${company.name} `, company.creditCode.toLowerCase()]) {
      const { items } = await found({ by: 'employer', employer });
      expect(items.map(({ number }) => number)).toEqual([zhang.number]);
    }
    expect((await found({ by: 'employer', employer: '演示建设' })).items).toEqual([]);
  });

  it('gives twenty on a page and a hundred in all, and says that there are more', async () => {
    const pages = await Promise.all(
      [1, 2, 3, 4, 5].map((page) => found({ by: 'employer', employer: crowded.name }, page)),
    );
    expect(pages.map(({ items }) => items.length)).toEqual([20, 20, 20, 20, 20]);
    expect(new Set(pages.flatMap(({ items }) => items.map(({ number }) => number))).size).toBe(100);
    expect(pages[0]).toMatchObject({ pages: 5, more: true });
  });

  it('finds a number however it is typed', async () => {
    for (const number of [expired.number, expired.number.slice(1)]) {
      const { items } = await found({ by: 'number', number });
      expect(items.map(({ status }) => status)).toEqual(['expired']);
    }
  });

  it('finds a number that was given a moment ago, which the index does not name yet', async () => {
    const entry = entryOf(5, '赵四', company);
    const { number: value, personId: holder } = entry;
    await GuardEntity.create({ kind: 'registration-number', value, holder }).go();
    const { Item, TableName } = z.looseObject({ TableName: z.string() }).parse(RegistrationEntity.put(entry).params());
    const { gsi2pk: _, gsi2sk: __, ...unnamed } = z.record(z.string(), z.unknown()).parse(Item);
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
    await client.send(new PutCommand({ TableName, Item: unnamed }));
    client.destroy();
    expect((await RegistrationEntity.query.byNumber({ number: value }).go()).data).toEqual([]);
    expect((await found({ by: 'number', number: value })).items.map(({ number }) => number)).toEqual([value]);
  });

  it('asks who has asked thirty times in an hour to work for each further question', async () => {
    const asker = somebody();
    const question = byName('张一');
    for (let asked = 0; asked < quotas['register-search-freely'].most; asked += 1)
      expect(code(await search(question, 1, asker))).toBe('answered');
    expect(code(await search(question, 1, asker))).toBe('proof-needed');
    const proof = await findProof(questionText(question), now);
    expect(code(await search(question, 1, asker, proof))).toBe('answered');
    expect(code(await search(byName('李二'), 1, asker, proof))).toBe('proof-needed');
    expect(code(await search(question, 1, asker, '7'))).toBe('proof-needed');
    expect(code(await search(question))).toBe('answered');
    const hoursLater = new Date(now.getTime() + 2 * 3_600_000);
    expect(code(await searchRegister({ question, page: 1, proof }, asker, hoursLater))).toBe('proof-needed');
  });

  it('answers nobody more than three hundred times in an hour, with work or without', async () => {
    const asker = somebody();
    const question = byName('张一');
    const counter = {
      quota: 'register-search',
      owner: asker.clientAddress,
      period: quotaPeriod('hour', now).name,
    } as const;
    await QuotaEntity.put({ ...counter, used: quotas['register-search'].most, expiresAt: 2_000_000_000 }).go();
    const proof = await findProof(questionText(question), now);
    expect(code(await search(question, 1, asker, proof))).toBe('too-many-requests');
    expect(code(await search(question, 1, asker))).toBe('too-many-requests');
  });
});
