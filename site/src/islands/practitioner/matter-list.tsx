import { matterNames, rowOf } from '../../../../domain/catalogue.ts';
import type { ApplicationSummary } from '../../../../api/application.ts';
import { professions } from '../../../../domain/professions.ts';
import { applicationAddress } from '../../session/addresses.ts';
import { isPossible, type MatterChoice } from '../../words/matter-choice.ts';
import { Button } from '../shared/button.tsx';
import { StateBadge } from '../shared/state-badge.tsx';

interface MatterListProps {
  readonly choices: readonly MatterChoice[];
  readonly disabled: boolean;
  readonly busy: boolean;
  readonly onBegin: (choice: MatterChoice) => void;
}

/** The matters that can be applied for, whether the practitioner holds what they rest on, and what is open already. */
export function MatterList({ choices, ...list }: MatterListProps) {
  return (
    <ul class="list">
      {choices.map((choice) => {
        const { row, open, blocked, registration } = choice;
        const title = `${professions[row.profession].name}${matterNames[row.matter]}`;
        return (
          <li key={`${title}${registration?.number ?? ''}`} class="row">
            <div>
              <p class="row-title">{title}</p>
              {open !== undefined && <OpenApplication open={open} />}
              {open === undefined && blocked !== null && <p>{blocked}</p>}
              {open === undefined && blocked === null && choice.warning !== null && (
                <p class="field-note">{choice.warning}</p>
              )}
              {open === undefined && choice.held === 0 && row.acceptsEntries && (
                <p>
                  在省外取得资格的，请先办理<a href="/practitioner/out-of-province-entry.html">省外资格信息录入</a>
                  ；在本省取得的，请到
                  <a href="/practitioner/qualifications.html">我的资格</a>核对。
                </p>
              )}
              {row.zone !== null && (
                <p>
                  在{row.qualificationProvinces.join('、')}取得资格，受聘于{row.zone.name}的企业
                </p>
              )}
              {hasBasis(choice) && <p class="soft">{basisText(choice)}</p>}
            </div>
            {(open !== undefined || blocked === null) && (
              <div class="row-side">
                <Way {...list} choice={choice} title={title} />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

// Who has no registration is told so, and nothing of how it would be named.
function hasBasis({ blocked, registration, held }: MatterChoice): boolean {
  return blocked === null || registration !== null || held !== null;
}

/** What the matter rests on: the registration that it is about, or qualifications. */
function basisText({ row, registration, held }: MatterChoice): string {
  if (registration !== null) return `注册编号 ${registration.number} · 有效期至 ${registration.validUntil}`;
  if (held === null) return '需填写原注册编号';
  return `注册有效期${professions[row.profession].validYears}年 · 已有${held}项职业资格`;
}

interface WayProps extends Omit<MatterListProps, 'choices'> {
  readonly choice: MatterChoice;
  readonly title: string;
}

function Way({ choice, title, disabled, busy, onBegin }: WayProps) {
  const { open, registration } = choice;
  const kind = isPossible(choice) ? 'main' : 'plain';
  if (open !== undefined) {
    return (
      <a
        class={kind === 'main' ? 'button' : 'button button-plain'}
        href={applicationAddress('practitioner', open.id)}
        aria-label={`继续办理 ${professions[open.profession].name}${matterNames[open.matter]}`}
      >
        继续办理
      </a>
    );
  }
  return (
    <Button
      name={`开始申报 ${title}${registration === null ? '' : ` ${registration.number}`}`}
      kind={kind}
      disabled={disabled}
      busy={busy}
      onClick={() => onBegin(choice)}
    >
      开始申报
    </Button>
  );
}

function OpenApplication({ open }: { readonly open: ApplicationSummary }) {
  return (
    <p>
      {matterNames[open.matter]}正在办理{' '}
      <StateBadge state={open.state} effect={rowOf(open).effect} stalled={open.stalled} />
    </p>
  );
}
