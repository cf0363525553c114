import { useState } from 'preact/hooks';
import { typedParagraph } from '../../../../domain/typed.ts';
import { tooLong } from '../../forms/filled-in.ts';
import { messagesByField } from '../../session/problem.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FieldSummary } from './field-summary.tsx';
import { TextArea } from './field.tsx';
import { FailureNotice, Notice } from './notice.tsx';
import type { Command } from './use-command.ts';
import { useTyped } from './use-typed.ts';

interface ReasonDialogProps {
  /** Names the question; what is typed is kept under this name. */
  readonly name: string;
  readonly title: string;
  readonly explanation: string;
  readonly label: string;
  readonly confirm: string;
  readonly required: boolean;
  readonly maxLength: number;
  readonly command: Command<string, unknown>;
  readonly onClose: () => void;
  readonly onReload: () => void;
}

/** Asks for a reason before something that cannot be undone, and does it. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { name, title, explanation, label, confirm, required, maxLength, command, onClose, onReload } = props;
  const typed = useTyped(name, { reason: '' });
  const [attempts, setAttempts] = useState(0);
  const field = `${name}-reason`;
  const reason = typedParagraph(typed.value.reason);
  const missing = required && reason === '' ? `请填写${label}。` : undefined;
  const wrong = missing ?? tooLong(reason, maxLength);
  const problems = new Map(attempts > 0 && wrong !== undefined ? [[field, wrong]] : []);
  const error = problems.get(field) ?? messagesByField(command.failure?.errors ?? []).get('reason');

  async function submit(): Promise<void> {
    setAttempts(attempts + 1);
    if (wrong !== undefined) return;
    if ((await command.run(reason)) !== undefined) typed.forget();
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Notice tone="warn">{explanation}</Notice>
        <FieldSummary key={attempts} problems={problems} />
        <FailureNotice failure={command.failure} onRetry={() => void submit()} onReload={onReload} />
        <TextArea
          name={field}
          label={label}
          value={typed.value.reason}
          onChange={(text) => typed.change({ reason: text })}
          maxLength={maxLength}
          required={required}
          error={error}
        />
        <div class="actions">
          <Button type="submit" kind="bad" busy={command.busy}>
            {confirm}
          </Button>
          <Button kind="plain" onClick={onClose}>
            取消
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
