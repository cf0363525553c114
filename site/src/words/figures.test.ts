import { describe, expect, it } from 'vitest';
import { csvText } from '../../../domain/csv-text.ts';
import {
  cityTable,
  type Figures,
  fileNameOf,
  matterTable,
  monthsUpTo,
  monthTable,
  queueTable,
  stateTable,
  stepTable,
  timeBars,
} from './figures.ts';

const figures: Figures = {
  month: '2026-03',
  city: null,
  matters: [
    { profession: 'architect-2', matter: 'initial', counts: { approved: 3, 'under-review': 1 } },
    { profession: 'cost-2', matter: 'renewal', counts: { rejected: 1, 'not-accepted': 1, withdrawn: 2 } },
  ],
  cities: [{ city: '3205', counts: { approved: 3, 'under-review': 1, rejected: 1, 'not-accepted': 1, withdrawn: 2 } }],
  steps: [
    {
      state: 'awaiting-acceptance',
      limit: { least: 5, most: 5 },
      handled: 4,
      late: 1,
      median: 'h2',
      percentile95: 'd6',
      buckets: [
        { code: 'h2', count: 3 },
        { code: 'd6', count: 1 },
      ],
    },
  ],
  queues: [{ queue: 'acceptance', overdue: 1, soon: 2, later: 297, more: true }],
  officers: [],
  verifications: { valid: 2 },
};

describe('the tables of figures', () => {
  it('add up: states, matters and cities speak of the same applications', () => {
    const sum = ['8', '1', '3', '2', '2'];
    expect(stateTable(figures).rows).toContainEqual(['准予注册', '3', '37.5%']);
    expect(matterTable(figures).rows.at(-1)).toEqual(['合计', ...sum]);
    expect(cityTable(figures).rows).toEqual([['苏州市', ...sum]]);
    const counts = figures.cities[0]?.counts ?? {};
    expect(monthTable([{ month: '2026-03', counts, verifications: { valid: 2, replaced: 1 } }]).rows).toEqual([
      ['2026年3月', ...sum, '3'],
    ]);
  });

  it('say the bucket of a percentile and what took longer than the limit', () => {
    expect(stepTable(figures).rows).toEqual([['待受理', '5', '4', '1至2小时', '6个工作日', '1', '25.0%']]);
    const bars = timeBars(figures.steps[0]!);
    expect(bars[0]).toEqual({ name: '1至2小时', count: 3, beyond: false, mark: '中位' });
    expect(bars.at(-1)).toEqual({ name: '6个工作日', count: 1, beyond: true, mark: '95%' });
    expect(bars.filter(({ beyond }) => beyond)).toHaveLength(1);
  });

  it('say that more waits than was counted', () => {
    expect(queueTable(figures).rows).toEqual([['受理', '300以上', '1', '2', '297以上']]);
  });

  it('are files that a spreadsheet opens, under a name that says of when and where', () => {
    const { header, rows } = cityTable(figures);
    expect(csvText(header, rows).split('\r\n')[1]).toBe('苏州市,8,1,3,2,2');
    expect(fileNameOf(cityTable(figures), '2026-03', null)).toBe('2026-03-各设区市件数.csv');
  });
});

it('the months that are offered go back over the turn of a year', () => {
  expect(monthsUpTo('2026-02', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
});
