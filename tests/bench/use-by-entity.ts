import * as z from 'zod';
import type { Counted } from './counting-proxy.ts';
import {
  type IndexShape,
  type ItemWrite,
  unitsOf,
  type WireItem,
  wireItemSchema,
  type WriteUnits,
} from './write-units.ts';

/** A write to one item, and within what. */
export interface NotedWrite {
  readonly accessKeyId: string;
  /** The entity whose item it is. */
  readonly entity: string;
  readonly kind: 'put' | 'update' | 'delete' | 'check';
  /** What happened to the application in the same transaction; undefined for a write of another kind. */
  readonly action: string | undefined;
  readonly inTransaction: boolean;
  readonly units: WriteUnits;
}

/** A read or write request: by whom, and of what. */
export interface NotedRequest {
  readonly accessKeyId: string;
  readonly operation: string;
  /** The calls of the API that were under way then. */
  readonly during: readonly string[];
}

/** What was noted of a table's use. */
export interface NotedUse {
  readonly writes: readonly NotedWrite[];
  readonly requests: readonly NotedRequest[];
}

/** Notes the use of a table. */
export interface UseNotes {
  readonly observe: (counted: Counted) => Promise<void>;
  /** Notes of requests that come meanwhile that a call of the API is under way. */
  readonly during: <Answer>(call: string, make: () => Promise<Answer>) => Promise<Answer>;
  /** What was noted so far; noting begins anew. */
  readonly take: () => NotedUse;
}

const keyed = z.looseObject({ TableName: z.string(), Key: wireItemSchema.optional(), Item: wireItemSchema.optional() });
const transactionSchema = z.object({
  TransactItems: z.array(
    z.object({
      Put: keyed.optional(),
      Update: keyed.optional(),
      Delete: keyed.optional(),
      ConditionCheck: keyed.optional(),
    }),
  ),
});
const batchSchema = z.object({
  RequestItems: z.record(
    z.string(),
    z.array(
      z.object({
        PutRequest: z.looseObject({ Item: wireItemSchema }).optional(),
        DeleteRequest: z.looseObject({ Key: wireItemSchema }).optional(),
      }),
    ),
  ),
});
const gotSchema = z.object({ Item: wireItemSchema.optional() });

interface Target {
  readonly kind: NotedWrite['kind'];
  readonly tableName: string;
  readonly key: WireItem;
}

/**
 * Notes every write by entity and units, and every request. The images of an item are asked of the engine after each write, so the bench is slower for it; what was written
 * before it began to look counts as new.
 */
export function noteUse(indexes: readonly IndexShape[]): UseNotes {
  const underWay: string[] = [];
  const images = new Map<string, WireItem>();
  let writes: NotedWrite[] = [];
  let requests: NotedRequest[] = [];
  const observe = async ({ operation, accessKeyId, body, ask }: Counted): Promise<void> => {
    const sent: unknown = JSON.parse(body.toString('utf8'));
    const targets = targetsOf(operation, sent);
    const inTransaction = operation === 'TransactWriteItems';
    const noted = await Promise.all(
      targets.map(async ({ kind, tableName: TableName, key }) => {
        const name = JSON.stringify([key['pk'], key['sk']]);
        const before = images.get(name);
        const answer = await ask('GetItem', { TableName, Key: key, ConsistentRead: true });
        const after = gotSchema.parse(answer).Item;
        if (after === undefined) images.delete(name);
        else images.set(name, after);
        return { kind, before, after, key };
      }),
    );
    const action = noted.map(({ after }) => after).find((item) => entityOf(item) === 'applicationEvent')?.['action'];
    writes.push(
      ...noted.map(({ kind, before, after, key }) => {
        const write: ItemWrite = { before: kind === 'check' ? after : before, after, inTransaction };
        return {
          ...{ accessKeyId, kind, inTransaction, entity: entityOf(after ?? before) ?? absentEntityOf(key) },
          action: action !== undefined && 'S' in action ? action.S : undefined,
          units: unitsOf(write, indexes),
        };
      }),
    );
    requests.push({ accessKeyId, operation, during: [...underWay] });
  };
  return {
    observe,
    during: async (call, make) => {
      underWay.push(call);
      try {
        return await make();
      } finally {
        underWay.splice(underWay.indexOf(call), 1);
      }
    },
    take: () => {
      const taken = { writes, requests };
      [writes, requests] = [[], []];
      return taken;
    },
  };
}

function entityOf(item: WireItem | undefined): string | undefined {
  const name = item?.['__edb_e__'];
  return name !== undefined && 'S' in name ? name.S : undefined;
}

/** Of a check that something is not there: what it would be, by ElectroDB's keys. */
function absentEntityOf({ pk, sk }: WireItem): string {
  const keys = [sk, pk].map((key) => (key !== undefined && 'S' in key ? key.S : '')).join(' ');
  return `no ${/([a-z]+)_1/.exec(keys)?.[1] ?? 'item'}`;
}

function targetsOf(operation: string, sent: unknown): Target[] {
  const target = (kind: Target['kind'], { TableName: tableName, Key, Item }: z.output<typeof keyed>): Target => {
    const { pk, sk } = Key ?? Item ?? {};
    if (pk === undefined || sk === undefined) throw new Error('a write without a key');
    return { kind, tableName, key: { pk, sk } };
  };
  switch (operation) {
    case 'PutItem':
      return [target('put', keyed.parse(sent))];
    case 'UpdateItem':
      return [target('update', keyed.parse(sent))];
    case 'DeleteItem':
      return [target('delete', keyed.parse(sent))];
    case 'TransactWriteItems':
      return transactionSchema
        .parse(sent)
        .TransactItems.flatMap(({ Put, Update, Delete, ConditionCheck }) => [
          ...(Put === undefined ? [] : [target('put', Put)]),
          ...(Update === undefined ? [] : [target('update', Update)]),
          ...(Delete === undefined ? [] : [target('delete', Delete)]),
          ...(ConditionCheck === undefined ? [] : [target('check', ConditionCheck)]),
        ]);
    case 'BatchWriteItem':
      return Object.entries(batchSchema.parse(sent).RequestItems).flatMap(([TableName, all]) =>
        all.flatMap(({ PutRequest, DeleteRequest }) => [
          ...(PutRequest === undefined ? [] : [target('put', { TableName, Item: PutRequest.Item })]),
          ...(DeleteRequest === undefined ? [] : [target('delete', { TableName, Key: DeleteRequest.Key })]),
        ]),
      );
    default:
      return [];
  }
}
