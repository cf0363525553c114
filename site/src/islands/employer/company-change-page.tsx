import { useState } from 'preact/hooks';
import type { FileView } from '../../../../api/application.ts';
import type { CompanyChangeView, OwnCompanyChange } from '../../../../api/company-change.ts';
import { isSettled } from '../../../../domain/company-change.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { ChangeProgress, ChangeTimeline } from '../shared/change-progress.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { FailureNotice, Notice } from '../shared/notice.tsx';
import { UploadField } from '../shared/upload-field.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useLoad } from '../shared/use-load.ts';
import { useRefresh } from '../shared/use-refresh.ts';
import { OpinionForm } from '../shared/opinion-form.tsx';
import { WithdrawChange } from '../shared/withdraw-change.tsx';

/** 企业信息变更: everybody who is registered with the company is changed by one matter. */
export function CompanyChangePage() {
  return <Gate party="legal-person">{() => <Own />}</Gate>;
}

function Own() {
  const loading = useLoad('company-change', () => send('employer', 'getCompanyChange', {}));
  return <LoadView loading={loading}>{(own) => <Change own={own} reload={() => loading.reload(true)} />}</LoadView>;
}

interface ChangeProps {
  readonly own: OwnCompanyChange;
  readonly reload: () => Promise<void>;
}

function Change({ own, reload }: ChangeProps) {
  const { name, formerNames, concerned, change } = own;
  const submitted = change?.state === 'draft' ? null : change;
  const isOpen = change !== null && !isSettled(change.state);
  useRefresh(isOpen && submitted !== null, change?.state === 'carrying-out', reload);
  return (
    <>
      {submitted !== null && (
        <>
          <ChangeProgress change={submitted} />
          {submitted.actions.includes('withdraw') && (
            <div class="actions">
              <Withdraw change={submitted} onDone={() => void reload()} />
            </div>
          )}
          <ChangeTimeline change={submitted} />
        </>
      )}
      {!isOpen && concerned === 0 && (
        <div class="empty">
          <p>在册人员的注册信息与证照名称“{name}”一致，无需变更。</p>
          <p>名称刚刚变更的，请用新名称的法人账号重新登录；企业合并的，请向主管部门提出，由其统一变更。</p>
        </div>
      )}
      {!isOpen && concerned > 0 && <Begin own={own} onDone={() => void reload()} />}
      {change?.state === 'draft' && (
        <>
          <Concerned name={name} formerNames={formerNames} concerned={concerned} />
          <Submit change={change} onDone={() => void reload()} />
        </>
      )}
    </>
  );
}

function Concerned({ name, formerNames, concerned }: Pick<OwnCompanyChange, 'name' | 'formerNames' | 'concerned'>) {
  return (
    <Notice tone="info" title={`贵单位证照名称为“${name}”，有${concerned}项注册仍为“${formerNames.join('”“')}”。`}>
      <p>
        办理一次企业信息变更，<a href="/employer/registrations.html">在册人员</a>
        的注册和证书全部随之变更，个人无需申请；正在办理的申请照常进行。
      </p>
    </Notice>
  );
}

function Begin({ own, onDone }: { readonly own: OwnCompanyChange; readonly onDone: () => void }) {
  return (
    <section class="panel">
      <h2>办理企业信息变更</h2>
      <Concerned {...own} />
      <OpinionForm
        name="company-change"
        field="ground"
        label="变更依据"
        hint="例如：企业名称经市场监督管理部门核准变更，见变更登记通知书（文号）。下一步上传证明材料。"
        confirm="下一步"
        act={(ground, key) => send('employer', 'beginCompanyChange', { body: { ground } }, key)}
        onDone={onDone}
        onReload={onDone}
      />
    </section>
  );
}

function Submit({ change, onDone }: { readonly change: CompanyChangeView; readonly onDone: () => void }) {
  const { id, version } = change;
  const [file, setFile] = useState<FileView | undefined>(undefined);
  const [missing, setMissing] = useState(false);
  const command = useCommand((body: { readonly version: number; readonly evidenceFileId: string }, key) =>
    send('employer', 'submitCompanyChange', { params: { id }, body }, key),
  );

  async function submit(): Promise<void> {
    setMissing(file === undefined);
    if (file === undefined) return;
    if ((await command.run({ version, evidenceFileId: file.id })) !== undefined) onDone();
  }

  return (
    <section class="panel">
      <h2>上传证明材料</h2>
      <FailureNotice failure={command.failure} onRetry={() => void submit()} onReload={onDone} />
      <UploadField
        target={{ api: 'employer', applicationId: id, slot: 'company-evidence' }}
        file={file}
        address={(fileId) => send('employer', 'downloadFile', { params: { id, fileId } })}
        onReady={(ready) => {
          setFile(ready);
          setMissing(false);
        }}
        error={missing ? '请上传企业信息变更证明。' : undefined}
      />
      <div class="actions">
        <Button busy={command.busy} onClick={() => void submit()}>
          {command.busy ? '正在提交…' : '提交变更'}
        </Button>
        <Withdraw change={change} onDone={onDone} />
      </div>
    </section>
  );
}

function Withdraw({ change, onDone }: { readonly change: CompanyChangeView; readonly onDone: () => void }) {
  return (
    <WithdrawChange
      change={change}
      act={(body, key) => send('employer', 'withdrawCompanyChange', { params: { id: change.id }, body }, key)}
      onDone={onDone}
    />
  );
}
