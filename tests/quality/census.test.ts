import { describe, expect, it } from 'vitest';
import { count, counted, disagreements, growth, unique } from '../faults/census.ts';

process.env['TABLE_NAME'] ??= 'test-table';
const { table } = await import('../../functions/records/entities.ts');

const message = (title: string) => ({ __edb_e__: 'message', title, read: false });
const before = count([{ __edb_e__: 'employer' }, message('申请已受理')]);

describe('the count of what journeys leave under faults', () => {
  it('names what was doubled and what was lost, against what they leave without', () => {
    const expected = growth(before, count([message('申请已受理'), message('申请已受理'), message('电子证书已签发')]));
    const found = growth(before, count([message('申请已受理'), message('申请已受理'), message('申请已受理')]));
    expect(disagreements(expected, expected)).toEqual([]);
    expect(disagreements(expected, found)).toEqual([
      'doubled: message 申请已受理 false: 2 instead of 1',
      'lost: message 电子证书已签发 false: 0 instead of 1',
    ]);
  });

  it('asks of what the table keeps for nothing that it does not keep', () => {
    const stored = new Map<string, readonly string[]>(
      Object.values(table.entities).map(({ schema }) => [schema.model.entity, Object.keys(schema.attributes)]),
    );
    const asked = [
      ...Object.entries(counted),
      ...Object.entries(unique).map(([entity, name]) => [entity, [name]] as const),
    ];
    const absent = asked.flatMap(([entity, names]) =>
      names.length === 0 && !stored.has(entity)
        ? [entity]
        : names.filter((name) => !stored.get(entity)?.includes(name)).map((name) => `${entity}.${name}`),
    );
    expect(absent).toEqual([]);
  });

  it('is none when a number is given twice', () => {
    const registration = { __edb_e__: 'registration', number: '苏232202600001', profession: 'constructor-2' };
    expect(() => count([registration, { ...registration, profession: 'cost-2' }])).toThrow('two of the registration');
  });
});
