import { useState } from 'preact/hooks';
import type { FormView } from '../../../../api/form.ts';
import { ApiError, problemOfStatus } from '../../../../api/request.ts';
import { rowOf } from '../../../../domain/catalogue.ts';
import type { DraftStep } from '../../forms/draft-form.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { Checkbox } from '../shared/checkbox.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useLoad } from '../shared/use-load.ts';
import { Advice } from './advice.tsx';
import { GeneratedDocument } from './generated-document.tsx';
import { FormProblems } from './form-problems.tsx';
import type { StepProps } from './qualification-step.tsx';

interface ConfirmStepProps extends Omit<StepProps, 'messages'> {
  readonly onGo: (step: DraftStep) => void;
  readonly onChanged: () => void;
}

/** Step 4: the form and the commitment letter, read and confirmed before they are submitted. */
export function ConfirmStep({ application, draft, onGo, onChanged }: ConfirmStepProps) {
  const { id } = application;
  const { saver } = draft;
  const params = { id };
  const loading = useLoad('form', async () => {
    // What is read must be what was typed.
    if (!(await saver.flush())) throw notSaved();
    const [form, latest] = await Promise.all([
      send('practitioner', 'getForm', { params }),
      send('practitioner', 'getApplication', { params }),
    ]);
    saver.raise(latest.version);
    return form;
  });
  return (
    <LoadView loading={loading} rows={8}>
      {(form) =>
        form.problems.length > 0 ? (
          <FormProblems applicationId={id} row={rowOf(application)} problems={form.problems} onGo={onGo} />
        ) : (
          <Confirmation
            key={form.digest}
            form={form}
            onReload={() => void loading.reload()}
            onSubmitted={onChanged}
            submit={(formDigest, key) => {
              const body = { version: saver.version(), formDigest, confirmed: true } as const;
              return send('practitioner', 'submit', { params, body }, key);
            }}
          />
        )
      }
    </LoadView>
  );
}

interface ConfirmationProps {
  readonly form: FormView;
  readonly submit: (formDigest: string, idempotencyKey: string) => Promise<unknown>;
  readonly onReload: () => void;
  readonly onSubmitted: () => void;
}

function Confirmation({ form, submit, onReload, onSubmitted }: ConfirmationProps) {
  const [formRead, setFormRead] = useState(false);
  const [promised, setPromised] = useState(false);
  const [hint, setHint] = useState(false);
  const command = useCommand(submit);

  async function confirm(): Promise<void> {
    setHint(!formRead || !promised);
    if (!formRead || !promised) return;
    if ((await command.run(form.digest)) !== undefined) onSubmitted();
  }

  return (
    <>
      <Advice warnings={form.warnings} />
      <p>以下申请表和承诺书由系统根据您填写的内容生成，请仔细认真阅读。</p>
      <GeneratedDocument content={form.form} photoUrl={form.photoUrl} />
      <GeneratedDocument content={form.commitment} photoUrl={null} />
      <div class="confirmations">
        <Checkbox checked={formRead} onChange={setFormRead} label="我已认真阅读并确认申请表内容" />
        <Checkbox checked={promised} onChange={setPromised} label="我已认真阅读并作出上述承诺" />
        {hint && (
          <p class="error" role="alert">
            请先阅读并勾选以上两项。
          </p>
        )}
      </div>
      <FailureNotice failure={command.failure} onRetry={() => void confirm()} onReload={onReload} />
      {command.failure?.code === 'form-changed' && (
        <Button kind="plain" onClick={onReload}>
          重新阅读
        </Button>
      )}
      <div class="actions">
        <Button busy={command.busy} onClick={() => void confirm()}>
          {command.busy ? '正在提交…' : '确认提交'}
        </Button>
      </div>
    </>
  );
}

function notSaved(): ApiError {
  return new ApiError({
    ...problemOfStatus(500),
    code: 'not-saved',
    detail: '填写的内容尚未保存，请先处理上方的提示，再重试。',
  });
}
