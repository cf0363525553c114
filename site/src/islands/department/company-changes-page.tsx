import type { CompanyChangeView } from '../../../../api/company-change.ts';
import { professions } from '../../../../domain/professions.ts';
import { companyChangeAddress } from '../../session/addresses.ts';
import { instantText } from '../../words/dates.ts';
import { send } from '../../session/send.ts';
import { ChangeBadge, ChangeProgress, ChangeTimeline } from '../shared/change-progress.tsx';
import { Download } from '../shared/download.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { queryParameter } from '../shared/query.tsx';
import { useLoad } from '../shared/use-load.ts';
import { useRefresh } from '../shared/use-refresh.ts';
import { BeginMerger, ChangeForms } from './company-change-forms.tsx';
import { ListRow } from './list-row.tsx';

/** 企业信息变更 for the department: those that were submitted, one of them, and the beginning of a merger. */
export function CompanyChangesPage() {
  return (
    <Gate party="staff" reads="case">
      {(session) => <AllOrOne mayBegin={session.roles.includes('review')} />}
    </Gate>
  );
}

function AllOrOne({ mayBegin }: { readonly mayBegin: boolean }) {
  const id = queryParameter('id');
  return id === null ? <All mayBegin={mayBegin} /> : <One id={id} />;
}

function All({ mayBegin }: { readonly mayBegin: boolean }) {
  return (
    <>
      <PagedList
        name="company-changes"
        load={(query) => send('department', 'listCompanyChanges', { query })}
        live
        empty={<p>没有企业信息变更。企业更名后由企业提交，企业合并的在下方发起。</p>}
      >
        {(items) => (
          <ul class="list">
            {items.map(({ id, from, to, state, createdAt }) => (
              <ListRow
                key={id}
                address={companyChangeAddress(id)}
                title={to.name}
                badge={<ChangeBadge state={state} />}
                action="查看"
              >
                <p class="soft">
                  原为 {from.name} · <span class="number">{instantText(createdAt)}</span>
                </p>
              </ListRow>
            ))}
          </ul>
        )}
      </PagedList>
      {mayBegin && <BeginMerger />}
    </>
  );
}

function One({ id }: { readonly id: string }) {
  const loading = useLoad(id, () => send('department', 'getCompanyChange', { params: { id } }));
  return (
    <LoadView loading={loading}>{(change) => <Change change={change} reload={() => loading.reload(true)} />}</LoadView>
  );
}

function Change({ change, reload }: { readonly change: CompanyChangeView; readonly reload: () => Promise<void> }) {
  const { id, evidence, state } = change;
  const isMerger = change.from.creditCode !== change.to.creditCode;
  useRefresh(state === 'carrying-out', true, reload);
  return (
    <>
      <p>
        <a href="/department/company-changes.html">返回企业信息变更</a>
      </p>
      <ChangeProgress change={change} />
      {evidence !== null && (
        <section class="panel">
          <h2>证明材料</h2>
          <Download
            label={evidence.name}
            address={() => send('department', 'downloadCompanyEvidence', { params: { id } })}
          />
        </section>
      )}
      <ChangeForms change={change} onDone={() => void reload()} />
      <section class="group" aria-labelledby="concerned">
        <h2 id="concerned">涉及的注册</h2>
        <PagedList
          name={`concerned-${id}-${state}`}
          load={(query) => send('department', 'listChangedRegistrations', { params: { id }, query })}
          empty={<p>没有涉及的注册。</p>}
        >
          {(items) => (
            <ul class="list">
              {items.map(({ number, holderName, profession, employerName, validUntil, lock }) => (
                <li key={number} class="row">
                  <div>
                    <p class="row-title">
                      {holderName} · {professions[profession].name}
                    </p>
                    <p class="soft">
                      <span class="number">注册编号 {number}</span> · {employerName} ·{' '}
                      <span class="number">有效期至 {validUntil}</span>
                    </p>
                    {lock !== null && isMerger && state !== 'completed' && (
                      <p class="soft">
                        在建项目“{lock.project}”锁定至 {lock.until}，不随合并变更
                      </p>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )}
        </PagedList>
      </section>
      <ChangeTimeline change={change} />
    </>
  );
}
