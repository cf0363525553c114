import type { CompanyView, WorkItemView } from '../../../../api/people.ts';
import { applicationAddress } from '../../lib/addresses.ts';
import { send } from '../../lib/send.ts';
import { Due } from '../shared/due.tsx';
import { Flash } from '../shared/flash.tsx';
import { Gate } from '../shared/gate.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { useLoad } from '../shared/use-load.ts';
import { BrowserAdvice } from './browser-advice.tsx';
import { CompanyIncomplete } from './company-incomplete.tsx';
import { SupplementsList } from './supplements-list.tsx';

/** 待办事项: the applications that wait for the company. */
export function WorkItemsPage() {
  return <Gate party="legal-person">{() => <WorkItems />}</Gate>;
}

function WorkItems() {
  // The list does not wait for the profile, and a failure there shows where the profile is needed.
  const company = useLoad<CompanyView>('company', () => send('employer', 'getCompany', {}));
  return (
    <>
      <Flash />
      <BrowserAdvice />
      {company.loaded.kind === 'ready' && (
        <CompanyIncomplete missing={company.loaded.data.missing} returnTo="/employer/work-items.html" />
      )}
      <PagedList
        name="work-items"
        live
        load={(query) => send('employer', 'listWorkItems', { query })}
        empty={<p>没有待办事项。职业资格人员提交申请后，会出现在这里。</p>}
      >
        {(items) => (
          <ul class="list">
            {items.map((item) => (
              <WorkItemRow key={item.applicationId} item={item} />
            ))}
          </ul>
        )}
      </PagedList>
      <SupplementsList />
    </>
  );
}

/** One application that waits for the company, and until when. */
export function WorkItemRow({ item }: { readonly item: WorkItemView }) {
  const address = applicationAddress('employer', item.applicationId);
  return (
    <li class="row">
      <div>
        <p class="row-title">
          <a href={address}>
            {item.applicantName} · {item.title}
          </a>
        </p>
        <p class="soft">受理编号 {item.number}</p>
      </div>
      <div class="row-side">
        <Due openedAt={item.openedAt} dueAt={item.dueAt} />
        <a class="button" href={address}>
          办理
        </a>
      </div>
    </li>
  );
}
