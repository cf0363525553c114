import { send } from '../../session/send.ts';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { MessageRow } from '../shared/messages.tsx';
import { useLoad } from '../shared/use-load.ts';
import { useRefresh } from '../shared/use-refresh.ts';
import { CompanyIncomplete } from './company-incomplete.tsx';
import { EndingSoon } from './ending-soon.tsx';
import { OwedQualificationRow } from './owed-qualifications-list.tsx';
import { WorkItemRow } from './work-items-page.tsx';

/** The first of each list; the rest is on the list's own page. */
const shown = 5;
const messagesShown = 3;

/** The first page of employers: what waits for them, whose registration ends soon, and the latest messages. */
export function EmployerHome() {
  return <Gate party="legal-person">{() => <Home />}</Gate>;
}

function Home() {
  const loading = useLoad('home', async () => {
    const [company, work, supplements, ending, messages] = await Promise.all([
      send('employer', 'getCompany', {}),
      send('employer', 'listWorkItems', { query: {} }),
      send('employer', 'listSupplements', { query: {} }),
      send('employer', 'listStaff', { query: { soon: 'true' } }),
      send('employer', 'listMessages', { query: {} }),
    ]);
    return {
      company,
      items: work.items.slice(0, shown),
      supplements: supplements.items.slice(0, shown),
      ending: { items: ending.items.slice(0, shown), more: ending.items.length > shown },
      messages: messages.items.slice(0, messagesShown),
    };
  });
  useRefresh(true, false, () => loading.reload(true));
  return (
    <LoadView loading={loading}>
      {({ company, items, supplements, ending, messages }) => (
        <>
          <p class="greeting">{company.name}</p>
          <CompanyIncomplete missing={company.missing} returnTo="/employer.html" />
          <section class="group" aria-labelledby="todo">
            <div class="group-heading">
              <h2 id="todo">待办事项</h2>
              <a href="/employer/work-items.html">全部待办</a>
            </div>
            {items.length === 0 ? (
              <div class="empty">
                <p>没有待办事项。需要本企业确认的申请，或者需要本企业答复的变更，会出现在这里。</p>
              </div>
            ) : (
              <ul class="list">
                {items.map((item) => (
                  <WorkItemRow key={item.applicationId} item={item} />
                ))}
              </ul>
            )}
          </section>
          {supplements.length > 0 && (
            <section class="group" aria-labelledby="owed">
              <div class="group-heading">
                <h2 id="owed">材料补正</h2>
                <a href="/employer/work-items.html">全部待补正</a>
              </div>
              <ul class="list">
                {supplements.map((item) => (
                  <OwedQualificationRow key={item.applicationId} item={item} />
                ))}
              </ul>
            </section>
          )}
          <EndingSoon {...ending} />
          {messages.length > 0 && (
            <section class="group" aria-labelledby="latest">
              <div class="group-heading">
                <h2 id="latest">最新消息</h2>
                <a href="/employer/messages.html">全部消息</a>
              </div>
              <ul class="list">
                {messages.map((message) => (
                  <MessageRow key={message.id} message={message} api="employer" />
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </LoadView>
  );
}
