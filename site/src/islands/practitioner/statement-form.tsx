import { useState } from 'preact/hooks';
import type { ApplicationView } from '../../../../api/application.ts';
import { typedParagraph } from '../../../../domain/typed.ts';
import { tooLong } from '../../forms/filled-in.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { TextArea } from '../shared/field.tsx';
import { FailureNotice, Notice } from '../shared/notice.tsx';
import { UploadField } from '../shared/upload-field.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useTyped } from '../shared/use-typed.ts';

interface StatementFormProps {
  readonly application: ApplicationView;
  readonly onChanged: () => void;
}

const most = 2000;

/** 陈述申辩: what the person says to what others have begun about their registration, with a file, or that there is nothing to say. */
export function StatementForm({ application, onChanged }: StatementFormProps) {
  const { id, version, files } = application;
  const typed = useTyped(`statement-${id}`, { text: '' });
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [waiving, setWaiving] = useState(false);
  // What was sent last: a repetition after a failure never says more than that.
  const [sent, setSent] = useState<string | null>(null);
  const command = useCommand((statement: string | null, key) =>
    send('practitioner', 'giveStatement', { params: { id }, body: { version, statement } }, key),
  );
  const text = typedParagraph(typed.value.text);

  async function answer(statement: string | null): Promise<void> {
    setSent(statement);
    if ((await command.run(statement)) === undefined) return;
    typed.forget();
    onChanged();
  }

  function state(): void {
    const wrong = text === '' ? '请填写陈述申辩的内容；没有异议的，请选择“没有异议”。' : tooLong(text, most);
    setProblem(wrong);
    if (wrong === undefined) void answer(text);
  }

  return (
    <section class="panel" aria-labelledby="statement-heading">
      <h2 id="statement-heading">陈述申辩</h2>
      <FailureNotice failure={command.failure} onRetry={() => void answer(sent)} onReload={onChanged} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          state();
        }}
      >
        <TextArea
          name="statement"
          label="陈述申辩的内容"
          hint="写明您的意见、事实和理由。内容和材料只有主管部门能够看到。"
          required
          rows={6}
          maxLength={most}
          value={typed.value.text}
          error={problem}
          onChange={(changed) => {
            typed.change({ text: changed });
            setProblem(undefined);
          }}
        />
        <UploadField
          target={{ api: 'practitioner', applicationId: id, slot: 'statement-evidence' }}
          file={files.find((file) => file.slot === 'statement-evidence' && file.status === 'ready')}
          address={(fileId) => send('practitioner', 'downloadFile', { params: { id, fileId } })}
          onReady={onChanged}
          optional
        />
        <div class="actions">
          <Button type="submit" busy={command.busy}>
            {command.busy ? '正在提交…' : '提交陈述申辩'}
          </Button>
          <Button kind="plain" onClick={() => setWaiving(true)}>
            没有异议
          </Button>
        </div>
      </form>
      {waiving && (
        <Dialog title="没有异议" onClose={() => setWaiving(false)}>
          <Notice tone="warn">答复后不能再提出陈述申辩，由主管部门审查后作出决定。</Notice>
          <div class="actions">
            <Button
              busy={command.busy}
              onClick={() => {
                setWaiving(false);
                void answer(null);
              }}
            >
              确认没有异议
            </Button>
            <Button kind="plain" onClick={() => setWaiving(false)}>
              取消
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
