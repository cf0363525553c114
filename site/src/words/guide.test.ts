import { type MatterCode, findMatterRow, matterRows } from '../../../domain/catalogue.ts';
import { describe, expect, it } from 'vitest';
import { type ProfessionCode, professions } from '../../../domain/professions.ts';
import { fileSlotRules } from '../../../domain/file-slots.ts';
import { guideOf } from './guide.ts';

describe('guides', () => {
  it('exist for every row of the catalogue, each under its own address', () => {
    const guides = matterRows.map(guideOf);
    expect(new Set(guides.map(({ id }) => id)).size).toBe(matterRows.length);
    for (const [index, guide] of guides.entries()) {
      const row = matterRows[index]!;
      const slots = [...row.practitionerFiles, ...row.optionalFiles, ...row.employerFiles];
      expect(guide.materials.map(({ name }) => name.replace('（需要时）', ''))).toEqual(
        slots.map((slot) => fileSlotRules[slot].name),
      );
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

  it('read right for what amends or ends a registration', () => {
    const text = (matter: MatterCode, profession: ProfessionCode = 'cost-2') =>
      JSON.stringify(guideOf(findMatterRow(profession, matter)!));
    expect(text('renewal')).toMatch(/90天.*自原有效期届满之日起延长4年|自原有效期届满之日起延长4年.*90天/);
    expect(text('change-employer')).toMatch(/原聘用企业.*10个工作日/);
    expect(text('addition', 'constructor-2')).not.toContain('劳动合同');
    expect(text('addition', 'constructor-2')).toContain('尚未注册');
    expect(text('cancel-specialty', 'constructor-2')).toContain('其他有效的专业');
    expect(text('renewal', 'constructor-2')).toContain('按专业申请延续');
    expect(text('reregistration')).toContain('原二级注册造价工程师注册已过有效期或者已注销');
    expect(text('change-personal')).not.toContain('造价咨询企业');
    for (const part of ['注销注册决定书', '随即失效', '本人申请注销']) expect(text('cancellation')).toContain(part);
    for (const row of matterRows.filter(({ standing }) => standing === 'registered')) {
      const guide = guideOf(row);
      expect(guide.conditions.join('')).toContain('持有有效的');
      expect(JSON.stringify(guide)).not.toContain('接受异议');
    }
  });

  it('name the law and the regulation of the profession, and answer with the periods of the row', () => {
    for (const row of matterRows) {
      const { basis, questions } = guideOf(row);
      expect(basis.join('')).toContain('《中华人民共和国行政许可法》');
      for (const regulation of professions[row.profession].regulations) expect(basis).toContain(regulation);
      const text = JSON.stringify(questions);
      expect(text).toContain(`受理${row.days.acceptance}个工作日`);
      expect(text.includes('聘用企业一直没有确认')).toBe(row.employerStep);
      expect(text.includes('原聘用企业不同意')).toBe(row.release);
      expect(text.includes('公示')).toBe(row.publicityDays > 0);
    }
    expect(guideOf(findMatterRow('constructor-2', 'renewal')!).basis[0]).toContain('第五十条');
  });
});
