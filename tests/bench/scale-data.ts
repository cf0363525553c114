import { marshall } from '@aws-sdk/util-dynamodb';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { once } from 'node:events';
import path from 'node:path';
import { createGzip } from 'node:zlib';
import { unifiedSocialCreditCode } from '../../local/services/identity/identifiers.ts';
import { matterRows } from '../../domain/catalogue.ts';
import { makeTerms } from '../../domain/test-facts.ts';
import { makeApplication } from '../../functions/cases/test-case.ts';
import type { Term } from '../../functions/projection/projection.ts';
import type { ApplicationHead, RegistrationItem, WorkItemItem } from '../../functions/records/entities.ts';

/** How much a table holds. */
export interface ScaleSize {
  readonly registrations: number;
  readonly openItems: number;
}

/** The moment at which everything is measured; due times lie around it. */
export const scaleNow = new Date('2026-07-01T02:00:00.000Z');

// What stands for a value in a row that is written once and filled a million times. Keys are the table's own: they hold the same marks.
const marks = { count: '9876543', first: '甲', second: '乙', third: '丙', due: '2026-07-07T07:07:07.007Z' } as const;
const families = Array.from('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗');
const given = Array.from('明远志强建国秀英丽华伟芳军磊洋勇艳杰娟涛超霞平刚桂兰文辉玲鹏飞云龙海燕春梅冬雪秋月佳慧欣怡');

/** The credit code of the employer behind a count: 40 registrations each, as many as a province has, over its cities. */
export function scaleCompany(index: number): string {
  const company = Math.floor(index / 40);
  return unifiedSocialCreditCode(
    `32${String((company % 13) + 1).padStart(2, '0')}08`,
    String(company).padStart(8, '0'),
  );
}

/** Name of the person behind a count. */
export function scaleName(index: number): readonly [string, string, string] {
  const pick = (from: readonly string[], at: number) => from[at % from.length] ?? '';
  return [
    pick(families, index),
    pick(given, Math.floor(index / families.length) * 7),
    pick(given, Math.floor(index / (families.length * given.length)) + index),
  ];
}

/** Writes a table in the form of DynamoDB's export: registrations and open work of the department, with every term, count and index key of theirs. */
export async function writeExport(folder: string, table: string, size: ScaleSize): Promise<number> {
  const files = path.join(folder, table, 'data');
  await mkdir(files, { recursive: true });
  const gzip = createGzip({ level: 1 });
  const done = once(gzip.pipe(createWriteStream(path.join(files, 'all.json.gz'))), 'finish');
  const [registration, cases] = [await registrationRows(), await caseRows()];
  let rows = 0;
  const write = async (lines: readonly string[], values: Readonly<Record<keyof typeof marks, string>>) => {
    let text = '';
    for (const line of lines) text += `${filled(line, values)}\n`;
    rows += lines.length;
    if (!gzip.write(text)) await once(gzip, 'drain');
  };
  for (let index = 0; index < size.registrations; index += 1) {
    await write(registration(scaleCompany(index)), valuesOf(index));
  }
  for (let index = 0; index < size.openItems; index += 1) await write(cases(index), valuesOf(index));
  const counts = await tallyRows(size.openItems);
  await write(counts, valuesOf(0));
  gzip.end();
  await done;
  return rows;
}

function valuesOf(index: number): Readonly<Record<keyof typeof marks, string>> {
  const [first, second, third] = scaleName(index);
  return { count: String(1_000_000 + index), first, second, third, due: dueAt(index) };
}

function dueAt(index: number): string {
  const day = 86_400_000;
  const seconds = (index * 7919) % 86_400;
  return new Date(scaleNow.getTime() + ((index % 40) - 10) * day + seconds * 1000).toISOString();
}

function filled(line: string, values: Readonly<Record<keyof typeof marks, string>>): string {
  return line
    .replaceAll(marks.count, values.count)
    .replaceAll(marks.due, values.due)
    .replaceAll(marks.due.toLowerCase(), values.due.toLowerCase())
    .replaceAll(marks.first, values.first)
    .replaceAll(marks.second, values.second)
    .replaceAll(marks.third, values.third);
}

const name = `${marks.first}${marks.second}${marks.third}`;
const personId = `${marks.count}00000000000000000000000000000000`;

const lineOf = (params: unknown) => {
  const { Item } = params as { Item: Record<string, unknown> };
  return JSON.stringify({ Item: marshall(Item, { removeUndefinedValues: true }) });
};

async function termLine(term: Term): Promise<string> {
  const { TermEntity } = await import('../../functions/records/entities.ts');
  const { counts: _, shard = '0', ...rest } = term;
  return lineOf(TermEntity.put({ ...rest, shard, version: 1 }).params());
}

/** The rows of one registration, by its employer. */
async function registrationRows(): Promise<(creditCode: string) => readonly string[]> {
  const { RegistrationEntity, RegisteredNameEntity } = await import('../../functions/records/entities.ts');
  const { termsOfRegistration } = await import('../../functions/projection/registrations.ts');
  const item: RegistrationItem = {
    ...{ personId, number: `苏232202${marks.count}`, profession: 'constructor-2', specialties: [] },
    ...{ terms: makeTerms('constructor-2'), holderName: name, employerName: '江苏演示建设有限公司' },
    ...{ employerCreditCode: companyMark, validFrom: '2026-01-01', validUntil: '2028-12-31' },
    ...{ version: 1, verificationCode: 'ABCDEFGHJKLMNPQR' },
  };
  const lines = [
    lineOf(RegistrationEntity.put(item).params()),
    lineOf(RegisteredNameEntity.put({ ...item }).params()),
    ...(await Promise.all(termsOfRegistration(item).map(termLine))),
  ];
  return (creditCode) => lines.map((line) => withCompany(line, creditCode));
}

const companyMark = '91320108ZZZZZZZZZZ';

function withCompany(line: string, creditCode: string): string {
  const city = creditCode.slice(2, 6);
  return (
    line
      .replaceAll(companyMark, creditCode)
      .replaceAll(companyMark.toLowerCase(), creditCode.toLowerCase())
      .replaceAll('city/3201', `city/${city}`)
      // At the end of what a row says of its case.
      .replaceAll('/3201"', `/${city}"`)
  );
}

/** The rows of one open case of each matter, by its count. */
async function caseRows(): Promise<(index: number) => readonly string[]> {
  const { ApplicationEntity, GuardEntity, WorkItemEntity } = await import('../../functions/records/entities.ts');
  const { applicationItem, applicationOf } = await import('../../functions/cases/application-of.ts');
  const { termsOfApplication } = await import('../../functions/projection/applications.ts');
  const { termsOfWorkItem } = await import('../../functions/projection/work-items.ts');
  const kinds = await Promise.all(
    matterRows.map(async ({ profession, matter }) => {
      const applicationId = `00000000-0000-4000-8000-00000${marks.count}`;
      const employerCreditCode = companyMark;
      const number = `JZ20260601${marks.count}`.slice(0, 17);
      const base = makeApplication({ applicationId, personId, profession, matter, number, state: 'under-review' });
      const { key, changing } = applicationItem(applicationOf(base));
      const head: ApplicationHead = {
        ...{ ...key, ...changing },
        applicantName: name,
        employerName: '江苏演示建设有限公司',
        employerCreditCode,
      };
      const work: WorkItemItem = {
        ...{ applicationId, stateVersion: head.stateVersion, queue: 'review', owner: '1', state: 'under-review' },
        ...{ status: 'open', number, profession, matter, applicantName: name, employerName: head.employerName },
        ...{ employerCreditCode, openedAt: '2026-06-01T01:00:00.000Z', dueAt: marks.due, taskToken: 'token' },
      };
      const terms = [...termsOfApplication(head), ...termsOfWorkItem(work)];
      return [
        lineOf(ApplicationEntity.put(head).params()),
        lineOf(WorkItemEntity.put(work).params()),
        lineOf(GuardEntity.put({ kind: 'application-number', value: number, holder: applicationId }).params()),
        ...(await Promise.all(terms.map(termLine))),
      ];
    }),
  );
  return (index) => (kinds[index % kinds.length] ?? []).map((line) => withCompany(line, scaleCompany(index * 13)));
}

/** The counts of the review queue, as the projector would have kept them. */
async function tallyRows(openItems: number): Promise<readonly string[]> {
  const { TallyEntity } = await import('../../functions/records/entities.ts');
  const { queueScope } = await import('../../functions/cases/desk-terms.ts');
  const { shanghaiDate } = await import('../../domain/calendar-dates.ts');
  const { deskQueueOf } = await import('../../domain/desk-queues.ts');
  const days = new Map<string, number>();
  for (let index = 0; index < openItems; index += 1) {
    const row = matterRows[index % matterRows.length];
    if (row === undefined || deskQueueOf({ ...row, state: 'under-review' }) !== 'review') continue;
    const day = shanghaiDate(new Date(dueAt(index)));
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return [...days].map(([bucket, count]) =>
    lineOf(TallyEntity.put({ list: queueScope('review'), bucket, count }).params()),
  );
}
