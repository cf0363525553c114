import { matterNames, rowOf } from '../../../../domain/catalogue.ts';
import type { ApplicationSummary } from '../../../../api/application.ts';
import { isWithdrawable } from '../../../../domain/states.ts';
import { professions } from '../../../../domain/professions.ts';
import { applicationAddress } from '../../session/addresses.ts';
import { instantText } from '../../words/dates.ts';
import { practitionerExplanationOf } from '../../words/amendment-words.ts';
import { send } from '../../session/send.ts';
import { Gate } from '../shared/gate.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { stallExplanation } from '../../words/explanations.ts';
import { StateBadge } from '../shared/state-badge.tsx';
import { Withdraw } from './withdraw.tsx';

/** 事项查询: every application of the practitioner, with 撤回 where it is allowed. */
export function ApplicationsPage() {
  return (
    <Gate party="person">
      {() => (
        <PagedList
          name="applications"
          live
          load={(query) => send('practitioner', 'listApplications', { query })}
          empty={
            <>
              <p>您还没有申报过事项。</p>
              <a class="button" href="/practitioner/apply.html">
                我要办事
              </a>
            </>
          }
        >
          {(items, reload) => (
            <ul class="list">
              {items.map((item) => (
                <ApplicationRow key={item.id} item={item} onChanged={reload} />
              ))}
            </ul>
          )}
        </PagedList>
      )}
    </Gate>
  );
}

interface ApplicationRowProps {
  readonly item: ApplicationSummary;
  /** Without it, the row only leads to the application. */
  readonly onChanged?: () => void;
}

/** One application in a list: what it is, where it stands, what comes next. */
export function ApplicationRow({ item, onChanged }: ApplicationRowProps) {
  const { id, state, version, number } = item;
  const { effect } = rowOf(item);
  const own = item.initiator === 'practitioner';
  const editable = own && (state === 'draft' || state === 'returned');
  return (
    <li class="row">
      <div>
        <p class="row-title">
          <a href={applicationAddress('practitioner', id)}>
            {professions[item.profession].name}
            {matterNames[item.matter]}
          </a>
          <StateBadge state={state} effect={effect} stalled={item.stalled} />
        </p>
        <p>{item.stalled ? stallExplanation.next : practitionerExplanationOf(item).next}</p>
        <p class="soft">
          {number !== null && `受理编号 ${number} · `}更新于 {instantText(item.updatedAt)}
        </p>
      </div>
      <div class="row-side">
        <a class={editable ? 'button' : 'button button-plain'} href={applicationAddress('practitioner', id)}>
          {editable ? '继续填写' : '查看'}
        </a>
        {own && onChanged !== undefined && isWithdrawable(state) && (
          <Withdraw id={id} version={version} renews={rowOf(item).inTime !== null} onDone={onChanged} />
        )}
      </div>
    </li>
  );
}
