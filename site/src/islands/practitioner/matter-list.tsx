import type { ApplicationSummary } from '../../../../api/application.ts';
import { rowOf } from '../../../../domain/application.ts';
import { matterNames, type MatterRow, professions } from '../../../../domain/catalogue.ts';
import { applicationAddress } from '../../lib/addresses.ts';
import type { MatterChoice } from '../../lib/matter-choice.ts';
import { Button } from '../shared/button.tsx';
import { StateBadge } from '../shared/state-badge.tsx';

interface MatterListProps {
  readonly choices: readonly MatterChoice[];
  readonly disabled: boolean;
  readonly busy: boolean;
  readonly onBegin: (row: MatterRow) => void;
}

/** The matters that can be applied for, whether the practitioner holds what they rest on, and what is open already. */
export function MatterList({ choices, disabled, busy, onBegin }: MatterListProps) {
  return (
    <ul class="list">
      {choices.map(({ row, held, open }) => {
        const title = `${professions[row.profession].name}${matterNames[row.matter]}`;
        const kind = held > 0 ? 'main' : 'plain';
        return (
          <li key={title} class="row">
            <div>
              <p class="row-title">{title}</p>
              {open !== undefined && <OpenApplication open={open} />}
              {open === undefined && held === 0 && row.acceptsEntries && (
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
              {open === undefined ? (
                <Button
                  name={`开始申报 ${title}`}
                  kind={kind}
                  disabled={disabled}
                  busy={busy}
                  onClick={() => onBegin(row)}
                >
                  开始申报
                </Button>
              ) : (
                <a
                  class={kind === 'main' ? 'button' : 'button button-plain'}
                  href={applicationAddress('practitioner', open.id)}
                  aria-label={`继续办理 ${professions[open.profession].name}${matterNames[open.matter]}`}
                >
                  继续办理
                </a>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function OpenApplication({ open }: { readonly open: ApplicationSummary }) {
  return (
    <p>
      {matterNames[open.matter]}正在办理 <StateBadge state={open.state} effect={rowOf(open).effect} />
    </p>
  );
}
