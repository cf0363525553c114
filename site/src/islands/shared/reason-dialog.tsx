import { typedParagraph } from '../../../../domain/typed.ts';
import { tooLong } from '../../forms/filled-in.ts';
import { Button } from './button.tsx';
import { CheckedForm } from './checked-form.tsx';
import { Dialog } from './dialog.tsx';
import { TextArea } from './field.tsx';
import { Notice } from './notice.tsx';
import type { Command } from './use-command.ts';
import { useChecked } from './use-checked.ts';
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
  const field = `${name}-reason`;
  const reason = typedParagraph(typed.value.reason);
  const missing = required && reason === '' ? `请填写${label}。` : undefined;
  const wrong = missing ?? tooLong(reason, maxLength);
  const form = useChecked(new Map(wrong === undefined ? [] : [[field, wrong]]), command);

  async function submit(): Promise<void> {
    if ((await form.submit(() => reason)) !== undefined) typed.forget();
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <CheckedForm
        form={form}
        failure={command.failure}
        before={<Notice tone="warn">{explanation}</Notice>}
        onSubmit={() => void submit()}
        onReload={onReload}
      >
        <TextArea
          name={field}
          label={label}
          value={typed.value.reason}
          onChange={(text) => typed.change({ reason: text })}
          maxLength={maxLength}
          required={required}
          error={form.problems.get(field) ?? form.messages.get('reason')}
        />
        <div class="actions">
          <Button type="submit" kind="bad" busy={command.busy}>
            {confirm}
          </Button>
          <Button kind="plain" onClick={onClose}>
            取消
          </Button>
        </div>
      </CheckedForm>
    </Dialog>
  );
}
