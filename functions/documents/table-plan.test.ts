import { describe, expect, test } from 'vitest';
import { linesNeeded, planSection, tableMeasures } from './table-plan.ts';

const field = (label: string, value = '值', wide = false) => ({ label, value, wide });
const labels = (rows: ReturnType<typeof planSection>['rows']) =>
  rows.map(({ fields }) => fields.map(({ label }) => label));

describe('the rows of a section', () => {
  test('hold two short fields each, in their order, and the last one alone when it has no neighbour', () => {
    const { rows } = planSection([field('甲'), field('乙'), field('丙')], false);
    expect(labels(rows)).toEqual([['甲', '乙'], ['丙']]);
  });

  test('give a wide field, and the one before it, a row of its own', () => {
    const { rows } = planSection([field('甲'), field('乙', '值', true), field('丙'), field('丁')], false);
    expect(labels(rows)).toEqual([['甲'], ['乙'], ['丙', '丁']]);
  });

  test('give a value that would fill many lines of half a row, or a number that it would cut, the whole row', () => {
    const long = planSection([field('甲', '长'.repeat(60)), field('乙')], false);
    const cut = planSection([field('甲', '1234567890'.repeat(4)), field('乙')], false);
    expect(labels(long.rows)).toEqual([['甲'], ['乙']]);
    expect(labels(cut.rows)).toEqual([['甲'], ['乙']]);
  });

  test('keep an identity number on one line beside the photo', () => {
    const { besidePhoto } = planSection([field('证件类型'), field('证件号码', '32058619900305122X')], true);
    expect(labels(besidePhoto)).toEqual([['证件类型', '证件号码']]);
    expect(besidePhoto[0]?.lines).toBe(1);
  });

  test('stand beside the photo until they are as high as it, then below it over the full width', () => {
    const fields = Array.from({ length: 16 }, (_, index) => field(`项${index}`));
    const { besidePhoto, rows } = planSection(fields, true);
    expect(besidePhoto).toHaveLength(Math.ceil(tableMeasures.photo.height / tableMeasures.rowHeight));
    expect(besidePhoto.length * 2 + rows.length * 2).toBe(16);
    expect(rows[0]?.fields[0]?.valueWidth).toBeGreaterThan(besidePhoto[0]?.fields[0]?.valueWidth ?? Infinity);
  });

  test('lose no field and change no value', () => {
    const fields = [field('甲', ''), field('乙', '长'.repeat(3000)), field('丙', 'x'.repeat(200), true)];
    const { besidePhoto, rows } = planSection(fields, true);
    const planned = [...besidePhoto, ...rows].flatMap((row) =>
      row.fields.map(({ label, value }) => ({ label, value })),
    );
    expect(planned).toEqual(fields.map(({ label, value }) => ({ label, value })));
  });
});

test('a text needs as many lines as it fills, an empty one needs one', () => {
  const cell = 2 * tableMeasures.cellPadding + 10 * tableMeasures.fontSize;
  expect(linesNeeded('', cell)).toBe(1);
  expect(linesNeeded('字'.repeat(10), cell)).toBe(1);
  expect(linesNeeded('字'.repeat(11), cell)).toBe(2);
});
