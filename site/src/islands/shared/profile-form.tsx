import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { leaveFlash } from '../../session/flash.ts';
import { messagesByField } from '../../session/problem.ts';
import { Button } from './button.tsx';
import { FieldSummary } from './field-summary.tsx';
import { FailureNotice, Notice } from './notice.tsx';
import { useCommand } from './use-command.ts';
import { useTyped } from './use-typed.ts';

/** The names of the fields of a form that hold one text. */
export type TextName<Form> = { [Name in keyof Form]: Form[Name] extends string ? Name : never }[keyof Form] & string;

/** What the fields of a profile need to show and to change it. */
export interface ProfileFields<Form> {
  readonly form: Form;
  readonly change: (part: Partial<Form>) => void;
  /** The properties of the field for one text. */
  readonly field: (name: TextName<Form>) => {
    readonly name: string;
    readonly value: string;
    readonly error: string | undefined;
    readonly onChange: (value: string) => void;
  };
  /** What is wrong, by field: found here, or said by the API. */
  readonly messages: ReadonlyMap<string, string>;
}

interface ProfileFormProps<Form, Change, View> {
  /** The name under which the tab keeps what is typed. */
  readonly name: string;
  readonly title: string;
  /** What the profile holds now. */
  readonly initial: Form;
  readonly missing: readonly string[];
  /** For what the missing fields are needed. */
  readonly purpose: string;
  /** What is said once it is saved. */
  readonly savedText: string;
  /** The page to go to once it is saved; null stays here. */
  readonly returnTo: string | null;
  /** What the button calls going there. */
  readonly returnLabel?: string;
  readonly problemsOf: (form: Form) => ReadonlyMap<string, string>;
  /** The change to send; null while the form has problems. */
  readonly changeOf: (form: Form) => Change | null;
  readonly save: (change: Change, idempotencyKey: string) => Promise<View>;
  readonly onSaved: (view: View) => void;
  readonly onReload: () => void;
  /** Said above the form. */
  readonly notice?: ComponentChildren;
  readonly children: (fields: ProfileFields<Form>) => ComponentChildren;
}

/** The form of a profile, a person's or a company's: keeps what is typed, says what is missing, saves, and goes back to where it was asked for. */
export function ProfileForm<Form extends object, Change, View>(props: ProfileFormProps<Form, Change, View>) {
  const { returnTo, returnLabel = '返回' } = props;
  const typed = useTyped(props.name, props.initial);
  const form = typed.value;
  const [attempts, setAttempts] = useState(0);
  const [saved, setSaved] = useState(false);
  const command = useCommand(props.save);
  const problems = attempts > 0 ? props.problemsOf(form) : new Map<string, string>();
  const messages = new Map([...messagesByField(command.failure?.errors ?? []), ...problems]);

  function change(part: Partial<Form>): void {
    setSaved(false);
    typed.change({ ...form, ...part });
  }

  const field = (name: TextName<Form>) => ({
    name,
    value: String(form[name]),
    error: messages.get(name),
    onChange: (value: string) => {
      setSaved(false);
      typed.change({ ...form, [name]: value });
    },
  });

  async function save(): Promise<void> {
    setAttempts(attempts + 1);
    setSaved(false);
    const body = props.changeOf(form);
    const result = body === null ? undefined : await command.run(body);
    if (result === undefined) return;
    typed.forget();
    setAttempts(0);
    if (returnTo === null) {
      setSaved(true);
      props.onSaved(result);
    } else {
      leaveFlash(sessionStorage, { text: props.savedText });
      location.assign(returnTo);
    }
  }

  return (
    <section class="panel">
      <h2>{props.title}</h2>
      {props.missing.length > 0 && (
        <Notice tone="warn">
          {props.purpose}还需填写：{props.missing.join('、')}
        </Notice>
      )}
      {props.notice}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <FieldSummary key={attempts} problems={problems} />
        <FailureNotice failure={command.failure} onRetry={() => void save()} onReload={props.onReload} />
        {props.children({ form, change, field, messages })}
        {saved && <Notice tone="good" title="已保存。" />}
        <div class="actions">
          <Button type="submit" busy={command.busy}>
            {command.busy ? '正在保存…' : returnTo === null ? '保存' : `保存并${returnLabel}`}
          </Button>
        </div>
      </form>
    </section>
  );
}
