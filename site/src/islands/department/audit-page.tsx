import { useState } from 'preact/hooks';
import { shanghaiDate } from '../../../../domain/calendar-dates.ts';
import { lookKinds } from '../../../../domain/looks.ts';
import { caseAddress } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import { instantText } from '../../words/dates.ts';
import { Button } from '../shared/button.tsx';
import { TextField } from '../shared/field.tsx';
import { Gate } from '../shared/gate.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { queryParameter } from '../shared/query.tsx';

/** 查阅记录: what the staff looked at on a day, of one officer or of all, and how the days are closed; for whoever answers for them. */
export function AuditPage() {
  return (
    <Gate party="staff" reads="audit">
      {() => <Audit />}
    </Gate>
  );
}

interface Filter {
  readonly day: string;
  readonly staffId: string;
}

function Audit() {
  const [filter, setFilter] = useState<Filter>(() => ({
    day: queryParameter('day') ?? shanghaiDate(new Date()),
    staffId: queryParameter('staffId') ?? '',
  }));
  function show(wanted: Filter): void {
    history.replaceState(null, '', `?${new URLSearchParams({ ...wanted }).toString()}`);
    setFilter(wanted);
  }
  return (
    <>
      <FilterForm key={JSON.stringify(filter)} filter={filter} onShow={show} />
      <Looks filter={filter} onStaff={(staffId) => show({ ...filter, staffId })} />
      <ClosedDays />
    </>
  );
}

function FilterForm({ filter, onShow }: { readonly filter: Filter; readonly onShow: (filter: Filter) => void }) {
  const [typed, setTyped] = useState(filter);
  return (
    <form
      class="panel"
      onSubmit={(event) => {
        event.preventDefault();
        onShow({ day: typed.day, staffId: typed.staffId.trim() });
      }}
    >
      <div class="field-grid">
        <TextField
          name="day"
          label="日期"
          type="date"
          value={typed.day}
          onChange={(day) => setTyped({ ...typed, day })}
        />
        <TextField
          name="staffId"
          label="人员账号"
          hint="不填为全体人员；点列表中的姓名可只看一人。"
          value={typed.staffId}
          maxLength={100}
          onChange={(staffId) => setTyped({ ...typed, staffId })}
        />
      </div>
      <p>
        <Button type="submit">查询</Button>
      </p>
    </form>
  );
}

function Looks({ filter, onStaff }: { readonly filter: Filter; readonly onStaff: (staffId: string) => void }) {
  const { day, staffId } = filter;
  const asked = { ...(day !== '' && { day }), ...(staffId !== '' && { staffId }) };
  return (
    <section class="group" aria-labelledby="looks">
      <h2 id="looks">查阅</h2>
      <PagedList
        name={JSON.stringify(filter)}
        load={(query) => send('department', 'listLooks', { query: { ...asked, ...query } })}
        empty={<p>没有查阅记录。</p>}
      >
        {(items) => (
          <ul class="list">
            {items.map((item) => (
              <li key={`${item.at}${item.staffId}${item.kind}${item.subject}`} class="row">
                <div>
                  <p class="row-title">
                    <button type="button" class="link" onClick={() => onStaff(item.staffId)}>
                      {item.staffName}
                    </button>{' '}
                    · {lookKinds[item.kind]}
                  </p>
                  <p class="soft">
                    {item.applicationId === null ? (
                      <span class="number">{item.subject}</span>
                    ) : (
                      <a class="number" href={caseAddress(item.applicationId, null)}>
                        {item.subject}
                      </a>
                    )}{' '}
                    · <span class="number">{instantText(item.at)}</span> · 来自{' '}
                    <span class="number">{item.clientAddress}</span>
                  </p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </section>
  );
}

function ClosedDays() {
  return (
    <section class="group" aria-labelledby="closed">
      <h2 id="closed">每日封存</h2>
      <p class="soft">
        每天的查阅记录在次日凌晨封存到不能改写的存储中，摘要含有前一日的摘要：改动任何一天，其后各日都对不上。
      </p>
      <PagedList
        name="audit-days"
        load={(query) => send('department', 'listAuditDays', { query })}
        empty={<p>还没有封存的日期。</p>}
      >
        {(items) => (
          <ul class="list">
            {items.map(({ day, looks, digest, closedAt }) => (
              <li key={day} class="row">
                <div>
                  <p class="row-title">
                    <span class="number">{day}</span> · {looks} 次查阅
                  </p>
                  <p class="soft">
                    封存于 <span class="number">{instantText(closedAt)}</span> · 摘要{' '}
                    <code class="digest">{digest}</code>
                  </p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </section>
  );
}
