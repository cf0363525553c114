import { DynamoDBClient, ListTablesCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { awsAccess } from '../support/cloud/local-cloud.ts';

/** How many items there are of each class. */
export type Census = ReadonlyMap<string, number>;

/**
 * What follows from applications, by the names under which the table keeps their entities, and what tells items of one apart: of each there must be as many under faults as without. Not
 * what counts requests, companies that are there from the first run on, or batches that depend on the second of a decision.
 */
export const counted: Readonly<Record<string, readonly string[]>> = {
  application: ['matter', 'state', 'submission'],
  caseContent: [],
  applicationEvent: ['action'],
  document: ['kind', 'title'],
  file: ['slot', 'status'],
  message: ['title', 'read'],
  workItem: ['queue', 'status'],
  guard: ['kind'],
  registration: ['profession', 'version'],
  registeredName: [],
  term: ['scope'],
  qualification: ['profession'],
  reminder: ['kind'],
  publicityEntry: ['status'],
  announcementEntry: ['kind'],
  reportRow: ['state'],
  countedCase: [],
};

/** Numbers that nobody else may have, by entity. */
export const unique: Readonly<Record<string, string>> = { application: 'number', registration: 'number' };

/** Counts what follows from applications in the table of a local cloud. Throws when two of them have one number. */
export async function censusOf(cloud: Parameters<typeof awsAccess>[0]): Promise<Census> {
  const { region, credentials, endpoints } = awsAccess(cloud);
  const client = new DynamoDBClient({ region, credentials, endpoint: endpoints.dynamodb });
  try {
    const { TableNames = [] } = await client.send(new ListTablesCommand({}));
    const items: Record<string, unknown>[] = [];
    for (const TableName of TableNames) {
      for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
        items.push(...Items.map((item) => unmarshall(item)));
    }
    return count(items);
  } finally {
    client.destroy();
  }
}

/** Counts items as the table holds them. Throws when two of them have one number. */
export function count(items: readonly Readonly<Record<string, unknown>>[]): Census {
  const census = new Map<string, number>();
  const numbers = new Set<string>();
  for (const item of items) {
    const entity = String(item['__edb_e__']);
    const number = item[unique[entity] ?? ''];
    if (typeof number === 'string') {
      const name = `${entity} ${number}`;
      if (numbers.has(name)) throw new Error(`there are two of the ${name}`);
      numbers.add(name);
    }
    const attributes = counted[entity];
    if (attributes === undefined) continue;
    const name = [entity, ...attributes.map((attribute) => textOf(item[attribute]))].join(' ');
    census.set(name, (census.get(name) ?? 0) + 1);
  }
  return census;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** What has come, or gone, between two counts. */
export function growth(before: Census, after: Census): Census {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const grown = names.map((name) => [name, (after.get(name) ?? 0) - (before.get(name) ?? 0)] as const);
  return new Map(grown.filter(([, difference]) => difference !== 0));
}

/** In words, what there is more or less of than was to be. */
export function disagreements(expected: Census, found: Census): string[] {
  return [...growth(expected, found)].map(
    ([name, difference]) =>
      `${difference > 0 ? 'doubled' : 'lost'}: ${name}: ${found.get(name) ?? 0} instead of ${expected.get(name) ?? 0}`,
  );
}
