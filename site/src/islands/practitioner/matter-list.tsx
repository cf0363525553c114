import type { QualificationView } from '../../../../api/people.ts';
import { matterNames, type MatterRow, professions } from '../../../../domain/catalogue.ts';
import { servesRow } from '../../../../domain/eligibility.ts';
import { Button } from '../shared/button.tsx';

interface MatterListProps {
  readonly rows: readonly MatterRow[];
  readonly qualifications: readonly QualificationView[];
  readonly disabled: boolean;
  readonly busy: boolean;
  readonly onBegin: (row: MatterRow) => void;
}

/** The matters that can be applied for, and whether the practitioner holds what they rest on. */
export function MatterList({ rows, qualifications, disabled, busy, onBegin }: MatterListProps) {
  return (
    <ul class="list">
      {rows.map((row) => {
        const title = `${professions[row.profession].name}${matterNames[row.matter]}`;
        const held = qualifications.filter((item) => item.profession === row.profession && servesRow(row, item)).length;
        return (
          <li key={title} class="row">
            <div>
              <p class="row-title">{title}</p>
              {held === 0 && row.acceptsEntries && (
                <p>
                  在省外取得资格的，请先办理<a href="/practitioner/out-of-province-entry.html">省外资格信息录入</a>。
                </p>
              )}
              {row.zone !== null && (
                <p>
                  在{row.qualificationProvinces.join('、')}取得资格，受聘于{row.zone.name}的企业
                </p>
              )}
              <p class="soft">
                注册有效期{professions[row.profession].validYears}年 ·{' '}
                {held > 0 ? `已有${held}项职业资格` : '“我的资格”中没有所需的职业资格'}
              </p>
            </div>
            <div class="row-side">
              <Button
                name={`开始申报 ${title}`}
                kind={held > 0 ? 'main' : 'plain'}
                disabled={disabled}
                busy={busy}
                onClick={() => onBegin(row)}
              >
                开始申报
              </Button>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
