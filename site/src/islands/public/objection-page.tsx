import { useState } from 'preact/hooks';
import type { FileView } from '../../../../api/application.ts';
import { findProof } from '../../../../api/work-proof.ts';
import { mostEvidence, objectionText } from '../../../../domain/objections.ts';
import { typedMobile, typedNumber, typedParagraph } from '../../../../domain/typed.ts';
import { groupedCode } from '../../../../domain/verification-code.ts';
import { send } from '../../session/send.ts';
import { type ObjectionForm, objectionProblems } from '../../words/objection.ts';
import { Button } from '../shared/button.tsx';
import { CheckedForm } from '../shared/checked-form.tsx';
import { TextArea, TextField } from '../shared/field.tsx';
import { Notice } from '../shared/notice.tsx';
import { queryParameter } from '../shared/query.tsx';
import { Skeleton } from '../shared/skeleton.tsx';
import { UploadField } from '../shared/upload-field.tsx';
import { useChecked } from '../shared/use-checked.ts';
import { useCommand } from '../shared/use-command.ts';
import { useReady } from '../shared/use-ready.ts';

/** 提出异议: what anybody says against a case in publicity, without an account. */
export function ObjectionPage() {
  const ready = useReady();
  const [receipt, setReceipt] = useState<string | null>(null);
  if (!ready) return <Skeleton rows={9} />;
  return receipt === null ? <Form onFiled={setReceipt} /> : <Filed receipt={receipt} />;
}

function Form({ onFiled }: { readonly onFiled: (receipt: string) => void }) {
  const [form, setForm] = useState<ObjectionForm>(() => ({
    ...{ number: queryParameter('number') ?? '', reason: '', contactName: '', contactMobile: '' },
  }));
  const [secret, setSecret] = useState(() => crypto.randomUUID());
  const [files, setFiles] = useState<readonly FileView[]>([]);
  const command = useCommand(file);
  const checked = useChecked(objectionProblems(form), command);
  const field = (name: keyof ObjectionForm) => ({
    name,
    value: form[name],
    error: checked.messages.get(name),
    onChange: (value: string) => setForm({ ...form, [name]: value }),
    required: true,
  });

  async function submit(): Promise<void> {
    const number = typedNumber(form.number);
    const reason = typedParagraph(form.reason);
    const contactMobile = typedMobile(form.contactMobile);
    const sent = { secret, number, reason, contactMobile, files: files.map(({ id }) => id) };
    const filed = await checked.submit(() => ({ ...form, ...sent }));
    if (filed !== undefined) onFiled(filed.receipt);
  }

  return (
    <section class="panel">
      <CheckedForm form={checked} failure={command.failure} onSubmit={() => void submit()}>
        <TextField
          {...field('number')}
          label="受理编号"
          hint="公示名单中每一项都有受理编号。"
          clean={typedNumber}
          maxLength={40}
        />
        <TextArea {...field('reason')} label="异议的内容和理由" maxLength={2000} rows={6} />
        <div class="field-grid">
          <TextField {...field('contactName')} label="您的姓名" autoComplete="name" maxLength={50} />
          <TextField
            {...field('contactMobile')}
            label="您的手机号码"
            hint="只有办理人员可以看到，用于核实情况。"
            type="tel"
            clean={typedMobile}
            autoComplete="tel"
          />
        </div>
        <Evidence
          secret={secret}
          files={files}
          onReady={(added) => setFiles([...files, added])}
          onClear={() => {
            setSecret(crypto.randomUUID());
            setFiles([]);
          }}
        />
        <div class="actions">
          <Button type="submit" busy={command.busy}>
            {command.busy ? '正在提交…' : '提交异议'}
          </Button>
        </div>
      </CheckedForm>
    </section>
  );
}

interface EvidenceProps {
  readonly secret: string;
  readonly files: readonly FileView[];
  readonly onReady: (file: FileView) => void;
  readonly onClear: () => void;
}

function Evidence({ secret, files, onReady, onClear }: EvidenceProps) {
  return (
    <div class="group">
      {files.length > 0 && (
        <ul aria-label="已上传的证明材料">
          {files.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      )}
      {files.length < mostEvidence && (
        <UploadField
          key={`${secret}-${files.length}`}
          target={{ api: 'public', applicationId: secret, slot: 'objection-evidence' }}
          file={undefined}
          address={() => Promise.reject(new Error('nothing is shown here'))}
          onReady={onReady}
          optional
        />
      )}
      {files.length > 0 && (
        <p>
          <button type="button" class="link" onClick={onClear}>
            全部移除，重新上传
          </button>
        </p>
      )}
    </div>
  );
}

async function file(body: ObjectionForm & { readonly secret: string; readonly files: string[] }, key: string) {
  const proof = await findProof(objectionText(body), new Date());
  return await send('public', 'fileObjection', { body: { ...body, proof } }, key);
}

function Filed({ receipt }: { readonly receipt: string }) {
  return (
    <section class="panel panel-narrow">
      <Notice tone="good" title="异议已提交">
        <p>请记下回执编号。凭回执编号可以查询办理进度和答复；遗失后无法找回。</p>
      </Notice>
      <p class="receipt number">{groupedCode(receipt)}</p>
      <div class="actions screen-only">
        <Button kind="plain" onClick={() => window.print()}>
          打印回执
        </Button>
        <a class="button button-plain" href="/objection-receipt.html">
          查询办理进度
        </a>
      </div>
    </section>
  );
}
