import { describe, expect, it } from 'vitest';
import { fileSlotRules, findMatterRow, matterRows } from '../../../domain/catalogue.ts';
import { guideOf } from './guide.ts';

describe('guides', () => {
  it('exist for every row of the catalogue, each under its own address', () => {
    const guides = matterRows.map(guideOf);
    expect(new Set(guides.map(({ id }) => id)).size).toBe(matterRows.length);
    for (const [index, guide] of guides.entries()) {
      const row = matterRows[index]!;
      const slots = [...row.practitionerFiles, ...row.employerFiles];
      expect(guide.materials.map(({ name }) => name)).toEqual(slots.map((slot) => fileSlotRules[slot].name));
    }
  });

  it('say what the catalogue says', () => {
    const text = JSON.stringify(guideOf(findMatterRow('constructor-2', 'demo-zone')!));
    for (const part of ['65周岁', '上海市或浙江省', '吴江区', '3个月以上', '15个工作日', '公示']) {
      expect(text).toContain(part);
    }
    const row = findMatterRow('cost-2', 'initial')!;
    expect(JSON.stringify(guideOf(row))).toContain('是否为造价咨询企业');
    expect(JSON.stringify(guideOf({ ...row, publicityDays: 0, employerStep: false }))).not.toContain('接受异议');
  });
});
