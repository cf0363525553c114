import { describe, expect, it } from 'vitest';
import { sizeOf, unitsOf, type WireItem } from './write-units.ts';

const index = { keys: ['gsi1pk', 'gsi1sk'], projected: ['title'] };
const item = (more: WireItem = {}): WireItem => ({ pk: { S: 'p' }, sk: { S: 's' }, ...more });
const indexed = (sk: string, more: WireItem = {}) => item({ gsi1pk: { S: 'o' }, gsi1sk: { S: sk }, ...more });
const text = (length: number) => ({ S: 'x'.repeat(length) });
const units = (before: WireItem | undefined, after: WireItem | undefined, inTransaction = false) =>
  unitsOf({ before, after, inTransaction }, [index]);

describe('write units', () => {
  it('are one for each kilobyte of the larger image, and twice that in a transaction', () => {
    expect(units(undefined, item())).toEqual({ table: 1, indexes: 0 });
    expect(units(item({ a: text(1100) }), item())).toEqual({ table: 2, indexes: 0 });
    expect(units(item(), undefined, true)).toEqual({ table: 2, indexes: 0 });
    expect(units(undefined, undefined, true)).toEqual({ table: 2, indexes: 0 });
  });

  it('of an index are for what comes, goes, moves or changes in it', () => {
    expect(units(item(), indexed('1')).indexes).toBe(1);
    expect(units(indexed('1'), item()).indexes).toBe(1);
    expect(units(indexed('1'), indexed('2')).indexes).toBe(2);
    expect(units(indexed('1'), indexed('1', { other: text(5) })).indexes).toBe(0);
    expect(units(indexed('1'), indexed('1', { title: text(5) })).indexes).toBe(1);
  });

  it('count names, texts, numbers, lists and maps as DynamoDB does', () => {
    expect(sizeOf({ name: { S: '张' }, n: { N: '1234' }, is: { BOOL: true } })).toBe(4 + 3 + 1 + 3 + 2 + 1);
    expect(sizeOf({ l: { L: [{ S: 'ab' }, { NULL: true }] } })).toBe(1 + 3 + 3 + 2);
    expect(sizeOf({ m: { M: { k: { S: 'v' } } } })).toBe(1 + 3 + 1 + 2);
  });
});
