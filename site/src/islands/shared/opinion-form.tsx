import type { ComponentChildren } from 'preact';
import { typedParagraph } from '../../../../domain/typed.ts';
import { tooLong } from '../../forms/filled-in.ts';
import { type Failure, fieldName } from '../../session/problem.ts';
import { Button } from './button.tsx';
import { CheckedForm } from './checked-form.tsx';
import { Checkbox } from './checkbox.tsx';
import { TextArea } from './field.tsx';
import { useChecked } from './use-checked.ts';
import { useCommand } from './use-command.ts';
import { useTyped } from './use-typed.ts';

interface OpinionFormProps {
  /** Names the form; what is typed is kept under this name. */
  readonly name: string;
  /** Names the field, where more than one such form is on the page. */
  readonly field?: string;
  /** Null when no words are wanted. */
  readonly label: string | null;
  readonly hint?: string;
  readonly maxLength?: number;
  readonly confirm: string;
  readonly bad?: boolean;
  /** One more thing that can be said with it. */
  readonly flag?: string;
  /** What else says why: words are not needed then. */
  readonly before?: ComponentChildren;
  readonly hasReasons?: boolean;
  /** What was written before, elsewhere; and told of every change. */
  readonly initial?: string;
  readonly onText?: (text: string) => void;
  readonly act: (text: string, idempotencyKey: string, flagged: boolean) => Promise<unknown>;
  readonly onDone: () => void;
  readonly onReload: () => void;
  /** In a dialog: closes it. */
  readonly onCancel?: () => void;
}

/** A decision with its words: the opinion or the reason that will be read by others. */
export function OpinionForm(props: OpinionFormProps) {
  const {
    name,
    field = 'opinion',
    label,
    hint,
    maxLength = 500,
    confirm,
    bad = false,
    flag,
    before,
    hasReasons = false,
    initial = '',
    onText,
    act,
    onDone,
    onReload,
    onCancel,
  } = props;
  const typed = useTyped(name, { text: initial, flagged: '' });
  const flagged = typed.value.flagged !== '';
  const command = useCommand((words: string, key: string) => act(words, key, flagged));
  const text = typedParagraph(typed.value.text);
  const wrong = label === null ? undefined : text === '' && !hasReasons ? `请填写${label}。` : tooLong(text, maxLength);
  const form = useChecked(new Map(wrong === undefined ? [] : [[field, wrong]]), command);

  async function submit(): Promise<void> {
    if ((await form.submit(() => text)) === undefined) return;
    typed.forget();
    onDone();
  }

  return (
    <CheckedForm form={form} failure={ofThisForm(command.failure)} onSubmit={() => void submit()} onReload={onReload}>
      {before}
      {label !== null && (
        <TextArea
          name={field}
          label={label}
          hint={hint}
          value={typed.value.text}
          maxLength={maxLength}
          required={!hasReasons}
          error={form.problems.get(field) ?? form.messages.get('opinion') ?? form.messages.get('reason')}
          onChange={(changed) => {
            typed.change({ ...typed.value, text: changed });
            onText?.(changed);
          }}
        />
      )}
      {flag !== undefined && (
        <Checkbox
          label={flag}
          checked={flagged}
          onChange={(checked) => typed.change({ ...typed.value, flagged: checked ? 'yes' : '' })}
        />
      )}
      <div class="actions">
        <Button type="submit" kind={bad ? 'bad' : 'main'} busy={command.busy}>
          {command.busy ? '正在提交…' : confirm}
        </Button>
        {onCancel !== undefined && (
          <Button kind="plain" onClick={onCancel}>
            取消
          </Button>
        )}
      </div>
    </CheckedForm>
  );
}

/** Rules that are not met speak of fields of the application: they stand in the message, and there is no such field here to lead to. */
function ofThisForm(failure: Failure | null): Failure | null {
  if (failure === null) return null;
  const own = ['opinion', 'reason'];
  return { ...failure, errors: failure.errors.filter(({ field }) => own.includes(fieldName(field))) };
}
