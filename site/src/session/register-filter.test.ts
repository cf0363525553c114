import { expect, it } from 'vitest';
import { registerFilterOf, registerQuery, typedMonth } from './register-filter.ts';
import { staffFilterOf } from './staff-filter.ts';

it('a filter of the register comes back from the address as it was written there, and nothing else does', () => {
  const filter = { profession: 'cost-2', specialty: '安装工程', month: '2027-03', name: '张 & 明' } as const;
  expect(registerFilterOf(`?${registerQuery(filter)}&status=lost&city=9999&other=1`)).toEqual(filter);
  expect(staffFilterOf('?text=%20&soon=true&month=2027.3')).toEqual({ soon: 'true', month: '2027-03' });
});

it('a month is understood as people write it, and what is none stays as it is', () => {
  expect(['2027-3', '2027年3月', '202703', '２０２７／０３', '三月'].map(typedMonth)).toEqual([
    ...['2027-03', '2027-03', '2027-03', '2027-03'],
    '三月',
  ]);
});
