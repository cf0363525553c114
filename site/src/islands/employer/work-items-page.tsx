import type { CompanyView, WorkItemView } from '../../../../api/people.ts';
import { applicationAddress } from '../../session/addresses.ts';
import { isWanted, type Wanted, wantedName, wantedOf } from '../../words/entrances.ts';
import { send } from '../../session/send.ts';
import { Due } from '../shared/due.tsx';
import { Flash } from '../shared/flash.tsx';
import { Gate } from '../shared/gate.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { ownAddress } from '../shared/query.tsx';
import { Skeleton } from '../shared/skeleton.tsx';
import { useLoad } from '../shared/use-load.ts';
import { CompanyIncomplete } from './company-incomplete.tsx';
import { OwedQualificationsList } from './owed-qualifications-list.tsx';

/** 待办事项: the applications that wait for the company. */
export function WorkItemsPage() {
  return <Gate party="legal-person">{() => <WorkItems />}</Gate>;
}

function WorkItems() {
  // All are fetched at once and shown together: a notice that came later would push the list down under somebody's finger. A failure of the
  // profile shows where the profile is needed.
  const company = useLoad<CompanyView>('company', () => send('employer', 'getCompany', {}));
  const wanted = wantedOf(location.href);
  const waiting = company.loaded.kind === 'loading';
  return (
    <>
      {waiting && <Skeleton />}
      <Flash />
      {company.loaded.kind === 'ready' && (
        <CompanyIncomplete missing={company.loaded.data.missing} returnTo={ownAddress()} />
      )}
      <PagedList
        name="work-items"
        live
        load={(query) => send('employer', 'listWorkItems', { query })}
        empty={<NoWorkItems wanted={wanted} />}
      >
        {(items, _reload, hasMore) => <WorkItemGroups items={items} wanted={wanted} hasMore={hasMore} />}
      </PagedList>
      <OwedQualificationsList />
    </>
  );
}

/** Says what to do so that something appears here. */
function NoWorkItems({ wanted }: { readonly wanted: Wanted }) {
  const name = wantedName(wanted);
  return (
    <>
      <p>没有{name === null ? '' : `${name}的`}待办事项。</p>
      <p>
        请职业资格人员在“我要办事”中申报，填写本企业为聘用企业；提交后会出现在这里。本企业人员变更到其他企业的，也在这里答复。
      </p>
    </>
  );
}

interface WorkItemGroupsProps {
  readonly items: readonly WorkItemView[];
  readonly wanted: Wanted;
  readonly hasMore: boolean;
}

/** The work items; where the employer came for a profession, its items first and the others after them. */
function WorkItemGroups({ items, wanted, hasMore }: WorkItemGroupsProps) {
  const name = wantedName(wanted);
  if (name === null) return <WorkItemRows items={items} />;
  const first = items.filter((item) => isWanted(wanted, item));
  const others = items.filter((item) => !first.includes(item));
  return (
    <>
      <section class="group" aria-labelledby="wanted">
        <h2 id="wanted">{name}待办事项</h2>
        {first.length > 0 ? (
          <WorkItemRows items={first} />
        ) : (
          <div class="empty">
            {hasMore ? <p>以下待办事项中没有{name}，请点击“加载更多”继续查找。</p> : <NoWorkItems wanted={wanted} />}
          </div>
        )}
      </section>
      {others.length > 0 && (
        <section class="group" aria-labelledby="others">
          <h2 id="others">其他待办事项</h2>
          <WorkItemRows items={others} />
        </section>
      )}
    </>
  );
}

function WorkItemRows({ items }: { readonly items: readonly WorkItemView[] }) {
  return (
    <ul class="list">
      {items.map((item) => (
        <WorkItemRow key={item.applicationId} item={item} />
      ))}
    </ul>
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
