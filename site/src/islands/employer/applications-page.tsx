import { matterNames, rowOf } from '../../../../domain/catalogue.ts';
import { professions } from '../../../../domain/professions.ts';
import { applicationAddress } from '../../session/addresses.ts';
import { instantText } from '../../words/dates.ts';
import { send } from '../../session/send.ts';
import { Gate } from '../shared/gate.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { StateBadge } from '../shared/state-badge.tsx';

const begunBy = { employer: '由本企业发起', department: '由主管部门依职权发起' } as const;

/** 已办事项: the applications that the company has dealt with, and where they stand. */
export function EmployerApplicationsPage() {
  return (
    <Gate party="legal-person">
      {() => (
        <PagedList
          name="applications"
          load={(query) => send('employer', 'listApplications', { query })}
          empty={<p>还没有办理过申请。请在“待办事项”中确认职业资格人员的申请。</p>}
        >
          {(items) => (
            <ul class="list">
              {items.map((item) => (
                <li key={item.id} class="row">
                  <div>
                    <p class="row-title">
                      <a href={applicationAddress('employer', item.id)}>
                        {item.applicantName} · {professions[item.profession].name}
                        {matterNames[item.matter]}
                      </a>
                      <StateBadge state={item.state} effect={rowOf(item).effect} stalled={item.stalled} />
                    </p>
                    {item.initiator !== 'practitioner' && <p>{begunBy[item.initiator]}</p>}
                    <p class="soft">
                      {item.number !== null && `受理编号 ${item.number} · `}更新于 {instantText(item.updatedAt)}
                    </p>
                  </div>
                  <div class="row-side">
                    <a class="button button-plain" href={applicationAddress('employer', item.id)}>
                      查看
                    </a>
                  </div>
                </li>
              ))}
            </ul>
          )}
        </PagedList>
      )}
    </Gate>
  );
}
