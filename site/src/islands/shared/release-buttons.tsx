import { useState } from 'preact/hooks';
import type { ApplicationView } from '../../../../api/application.ts';
import { send } from '../../session/send.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FailureNotice, Notice } from './notice.tsx';
import { ReasonButton } from './reason-button.tsx';
import { useCommand } from './use-command.ts';

interface ReleaseButtonsProps {
  readonly application: Pick<ApplicationView, 'id' | 'version'>;
  /** Whose endpoints are asked: the former employer's, or those of the person who holds the former identity document. */
  readonly party: 'employer' | 'practitioner';
  /** What is agreed to, and what that means: it cannot be taken back. */
  readonly agree: string;
  readonly warning: string;
  readonly objection: string;
  readonly onChanged: () => void;
}

/** The answer of whoever is asked to let a person, or registrations, go: agreement, which asks once more, or an objection with its reason. */
export function ReleaseButtons(props: ReleaseButtonsProps) {
  const { application, party, objection, onChanged } = props;
  const { id, version } = application;
  return (
    <div class="actions">
      <Agreement {...props} />
      <ReasonButton
        name={`object-${id}`}
        title="提出异议"
        explanation={objection}
        label="异议理由"
        confirm="确认提出异议"
        required
        act={(reason, key) => send(party, 'object', { params: { id }, body: { version, reason } }, key)}
        onDone={onChanged}
      >
        提出异议
      </ReasonButton>
    </div>
  );
}

function Agreement({ application: { id, version }, party, agree, warning, onChanged }: ReleaseButtonsProps) {
  const [asking, setAsking] = useState(false);
  const command = useCommand((body: { version: number }, key) => send(party, 'release', { params: { id }, body }, key));
  function close(): void {
    setAsking(false);
    command.forget();
  }
  async function release(): Promise<void> {
    if ((await command.run({ version })) === undefined) return;
    close();
    onChanged();
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{agree}</Button>
      {asking && (
        <Dialog title={agree} onClose={close}>
          <Notice tone="warn">{warning}</Notice>
          <FailureNotice
            failure={command.failure}
            onRetry={() => void release()}
            onReload={() => {
              close();
              onChanged();
            }}
          />
          <div class="actions">
            <Button busy={command.busy} onClick={() => void release()}>
              {command.busy ? '正在提交…' : '确认同意'}
            </Button>
            <Button kind="plain" onClick={close}>
              取消
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
