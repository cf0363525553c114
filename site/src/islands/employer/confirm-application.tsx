import type { Supplement } from '../../../../domain/application-parts.ts';
import { useState } from 'preact/hooks';
import type { ApplicationView, FileView } from '../../../../api/application.ts';
import type { CompanyView } from '../../../../api/people.ts';
import { rowOf } from '../../../../domain/catalogue.ts';
import { labelledDocuments } from '../../words/documents.ts';
import { fileName } from '../../files/download.ts';
import { messagesByField } from '../../session/problem.ts';
import { send } from '../../session/send.ts';
import { emptySupplement, supplementOf, supplementProblems } from '../../forms/supplement.ts';
import { Button } from '../shared/button.tsx';
import { Download } from '../shared/download.tsx';
import { FieldSummary } from '../shared/field-summary.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { UploadField } from '../shared/upload-field.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useLoad } from '../shared/use-load.ts';
import { useTyped } from '../shared/use-typed.ts';
import { CompanyIncomplete } from './company-incomplete.tsx';
import { ReturnApplication } from './return-application.tsx';
import { SupplementFields } from './supplement-fields.tsx';
import { WithdrawCancellation } from './withdraw-cancellation.tsx';

interface ConfirmApplicationProps {
  readonly application: ApplicationView;
  readonly onChanged: () => void;
  /** Learns the latest version without disturbing what is shown. */
  readonly onRefresh: () => void;
}

/** The employer's step: download the form, upload it signed and sealed, supplement, confirm; or return it. */
export function ConfirmApplication({ application, onChanged, onRefresh }: ConfirmApplicationProps) {
  const loading = useLoad('company', () => send('employer', 'getCompany', {}));
  return (
    <LoadView loading={loading}>
      {(company) =>
        company.missing.length > 0 ? (
          <>
            <CompanyIncomplete missing={company.missing} returnTo={`/employer/application.html?id=${application.id}`} />
            <WayBack application={application} onDone={onChanged} />
          </>
        ) : (
          <Steps application={application} company={company} onChanged={onChanged} onRefresh={onRefresh} />
        )
      }
    </LoadView>
  );
}

function Steps({
  application,
  company,
  onChanged,
  onRefresh,
}: ConfirmApplicationProps & { readonly company: CompanyView }) {
  const { id, version, documents } = application;
  const kind = rowOf(application).supplement;
  const own = application.initiator === 'employer';
  const attached = application.files.find(({ slot, status }) => slot === 'sealed-form' && status === 'ready');
  const [file, setFile] = useState<FileView | undefined>(attached);
  const typed = useTyped(`confirm-${id}`, emptySupplement);
  // How often somebody wanted to confirm: the summary takes the focus each time.
  const [attempts, setAttempts] = useState(0);
  const command = useCommand((body: ConfirmBody, key) => send('employer', 'confirm', { params: { id }, body }, key));
  const form = labelledDocuments(documents).find((document) => document.kind === 'application-form');
  const refused = messagesByField(command.failure?.errors ?? []);
  const problems = new Map(attempts === 0 ? [] : supplementProblems(kind, typed.value));
  if (attempts > 0 && file === undefined) problems.set('files.sealed-form', '请上传签字盖章的申请表。');

  async function confirm(): Promise<void> {
    setAttempts(attempts + 1);
    const supplement = supplementOf(kind, typed.value, company.qualifications);
    if (supplement === null || file === undefined) return;
    if ((await command.run({ version, sealedFormFileId: file.id, supplement })) === undefined) return;
    typed.forget();
    onChanged();
  }

  return (
    <section class="panel confirm-steps">
      <h2>{own ? '签字盖章' : '确认申请'}</h2>
      <FieldSummary key={attempts} problems={problems} />
      <FailureNotice failure={command.failure} onRetry={() => void confirm()} onReload={onChanged} />
      <ol class="steps">
        <li>
          <h3>下载打印申请表</h3>
          <p>请认真仔细阅读申请表内容，法定代表人签字并加盖公章。</p>
          {form !== undefined && (
            <Download
              kind="button"
              label="下载申请表"
              saveAs={fileName(form.title, application.applicantName, application.number)}
              address={() => send('employer', 'downloadDocument', { params: { id, documentId: form.id } })}
            />
          )}
        </li>
        <li>
          <h3>上传签字盖章的申请表</h3>
          <UploadField
            target={{ api: 'employer', applicationId: id, slot: 'sealed-form' }}
            file={file}
            address={(fileId) => send('employer', 'downloadFile', { params: { id, fileId } })}
            onReady={(ready) => {
              setFile(ready);
              onRefresh();
            }}
            error={problems.get('files.sealed-form') ?? refused.get('sealedFormFileId')}
          />
        </li>
        {kind !== 'none' && (
          <li>
            <h3>补充企业信息</h3>
            <SupplementFields
              kind={kind}
              own={company.qualifications}
              form={typed.value}
              problems={problems}
              onChange={typed.change}
            />
          </li>
        )}
      </ol>
      <div class="actions">
        <Button busy={command.busy} onClick={() => void confirm()}>
          {command.busy ? '正在提交…' : '确认并提交'}
        </Button>
        <WayBack application={application} onDone={onChanged} />
      </div>
    </section>
  );
}

interface WayBackProps {
  readonly application: ApplicationView;
  readonly onDone: () => void;
}

/** What the employer can do instead of confirming: give back what another has begun, or withdraw what it has begun itself. */
function WayBack({ application, onDone }: WayBackProps) {
  const { actions } = application;
  return (
    <>
      {actions.includes('return') && <ReturnApplication application={application} onDone={onDone} />}
      {actions.includes('withdraw') && <WithdrawCancellation application={application} onDone={onDone} />}
    </>
  );
}

interface ConfirmBody {
  readonly version: number;
  readonly sealedFormFileId: string;
  readonly supplement: Supplement;
}
