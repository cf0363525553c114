import { useState } from 'preact/hooks';
import type { CompanyChangeView } from '../../../../api/company-change.ts';
import { companyChangeStateNames, isSettled } from '../../../../domain/company-change.ts';
import { professions } from '../../../../domain/professions.ts';
import { typedCreditCode } from '../../../../domain/typed.ts';
import { instantText } from '../../words/dates.ts';
import { send } from '../../session/send.ts';
import { ChangeProgress } from '../shared/change-progress.tsx';
import { Download } from '../shared/download.tsx';
import { TextField } from '../shared/field.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { OpinionForm } from '../shared/opinion-form.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { queryParameter } from '../shared/query.tsx';
import { useLoad } from '../shared/use-load.ts';
import { useRefresh } from '../shared/use-refresh.ts';

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
              <li key={id} class="row">
                <div>
                  <p class="row-title">
                    <a href={`/department/company-changes.html?id=${id}`}>{to.name}</a>
                    <span class={isSettled(state) ? 'badge' : 'badge badge-warn'}>
                      {companyChangeStateNames[state]}
                    </span>
                  </p>
                  <p class="soft">
                    原为 {from.name} · {instantText(createdAt)}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </PagedList>
      {mayBegin && <BeginMerger />}
    </>
  );
}

function BeginMerger() {
  const [codes, setCodes] = useState({ from: '', to: '' });
  return (
    <section class="panel">
      <h2>发起企业合并的信息变更</h2>
      <p>
        被合并企业的在册人员转到存续企业，统一社会信用代码随之变更；因在建项目锁定的，待解除锁定后再次发起。由另一名审核人员审核，再由审批人员批准。
      </p>
      <div class="field-grid">
        {(['from', 'to'] as const).map((which) => (
          <TextField
            key={which}
            name={`${which}CreditCode`}
            label={which === 'from' ? '被合并企业的统一社会信用代码' : '存续企业的统一社会信用代码'}
            value={codes[which]}
            maxLength={18}
            clean={typedCreditCode}
            required
            onChange={(value) => setCodes({ ...codes, [which]: value })}
          />
        ))}
      </div>
      <OpinionForm
        name="merger"
        field="ground"
        label="变更依据"
        hint="合并的批准文件名称和文号。"
        confirm="发起变更"
        act={async (ground, key) => {
          const body = { fromCreditCode: typedCreditCode(codes.from), toCreditCode: typedCreditCode(codes.to), ground };
          const { id } = await send('department', 'beginMerger', { body }, key);
          location.assign(`/department/company-changes.html?id=${id}`);
        }}
        onDone={() => undefined}
        onReload={() => undefined}
      />
    </section>
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
      <Decide change={change} onDone={() => void reload()} />
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
                      注册编号 {number} · {employerName} · 有效期至 {validUntil}
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
    </>
  );
}

const decisions = [
  { decision: 'approve', confirm: '批准变更', label: '审批意见' },
  { decision: 'reject', confirm: '不予变更', label: '不予变更的理由' },
  { decision: 'send-back', confirm: '退回审核', label: '退回理由' },
] as const;

function Decide({ change, onDone }: { readonly change: CompanyChangeView; readonly onDone: () => void }) {
  const { id, version, actions } = change;
  const params = { id };
  const common = { onDone, onReload: onDone };
  return (
    <>
      {actions.includes('recommend') && (
        <section class="panel">
          <h2>审核</h2>
          <OpinionForm
            {...common}
            name={`recommend-${id}`}
            label="审核意见"
            hint="核对证明材料与变更前后的企业是否一致。"
            confirm="提交审核意见"
            act={(opinion, key) =>
              send('department', 'recommendCompanyChange', { params, body: { version, opinion } }, key)
            }
          />
        </section>
      )}
      {decisions
        .filter(({ decision }) => actions.includes(decision))
        .map(({ decision, confirm, label }) => (
          <section key={decision} class="panel">
            <h2>{confirm}</h2>
            <OpinionForm
              {...common}
              name={`${decision}-${id}`}
              field={`${decision}-opinion`}
              label={label}
              confirm={confirm}
              bad={decision === 'reject'}
              act={(opinion, key) =>
                send('department', 'decideCompanyChange', { params, body: { version, decision, opinion } }, key)
              }
            />
          </section>
        ))}
    </>
  );
}
