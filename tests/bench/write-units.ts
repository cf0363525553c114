import * as z from 'zod';

/** An item as the DynamoDB API writes it: attribute → typed value. */
export type WireItem = Readonly<Record<string, WireValue>>;

/** A typed value of the DynamoDB API, as far as the table has any. */
export type WireValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: boolean }
  | { readonly SS: readonly string[] }
  | { readonly L: readonly WireValue[] }
  | { readonly M: WireItem };

/** One write to one item: what lay there before and lies there after it; undefined where nothing does. */
export interface ItemWrite {
  readonly before: WireItem | undefined;
  readonly after: WireItem | undefined;
  readonly inTransaction: boolean;
}

/** What a table's index holds of an item: its key, and what else is projected. */
export interface IndexShape {
  readonly keys: readonly string[];
  readonly projected: readonly string[];
}

/** Write units of one write, apart for the table and its indexes. */
export interface WriteUnits {
  readonly table: number;
  readonly indexes: number;
}

const kilobyte = 1024;

/** Any item of the API; what it holds is not looked at. */
export const wireItemSchema: z.ZodType<WireItem> = z.record(z.string(), z.custom<WireValue>());

/**
 * What a write costs by the rules of DynamoDB (developer guide, "Write request unit", "Capacity unit consumption for GSIs" and "Transactional writes"): a unit for each
 * kilobyte of the larger image, twice that in a transaction; for an index a unit for each kilobyte of what is put into it, taken out of it or changed in it. Engines count
 * transactions each in a way of their own, so what a step is charged for is counted here.
 */
export function unitsOf({ before, after, inTransaction }: ItemWrite, indexes: readonly IndexShape[]): WriteUnits {
  const table = unitsFor(Math.max(sizeOf(before), sizeOf(after)));
  return {
    table: inTransaction ? table * 2 : table,
    indexes: indexes.reduce(
      (sum, index) => sum + indexUnits(projection(before, index), projection(after, index), index),
      0,
    ),
  };
}

function indexUnits(before: WireItem | undefined, after: WireItem | undefined, { keys }: IndexShape): number {
  if (before === undefined && after === undefined) return 0;
  if (before === undefined || after === undefined) return unitsFor(Math.max(sizeOf(before), sizeOf(after)));
  if (JSON.stringify(before) === JSON.stringify(after)) return 0;
  const stays = keys.every((key) => JSON.stringify(before[key]) === JSON.stringify(after[key]));
  return stays ? unitsFor(Math.max(sizeOf(before), sizeOf(after))) : unitsFor(sizeOf(before)) + unitsFor(sizeOf(after));
}

/** The entry of an item in an index, always in the same order; undefined when it has none. */
function projection(item: WireItem | undefined, { keys, projected }: IndexShape): WireItem | undefined {
  if (item === undefined || !keys.every((key) => key in item)) return undefined;
  const names = ['pk', 'sk', ...keys, ...projected];
  return Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
}

function unitsFor(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / kilobyte));
}

/** Bytes of an item, as DynamoDB counts them ("DynamoDB Item sizes and formats"): names and values in UTF-8, three bytes and one for each element of a list or map. */
export function sizeOf(item: WireItem | undefined): number {
  return Object.entries(item ?? {}).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOfValue(value),
    0,
  );
}

function sizeOfValue(value: WireValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  // Two digits to a byte, and one more.
  if ('N' in value) return Math.ceil(value.N.replace(/^-?0*|[.]/g, '').length / 2) + 1;
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('SS' in value) return value.SS.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if ('L' in value) return value.L.reduce((sum, element) => sum + sizeOfValue(element) + 1, 3);
  if ('M' in value) return sizeOf(value.M) + 3 + Object.keys(value.M).length;
  return 1;
}
