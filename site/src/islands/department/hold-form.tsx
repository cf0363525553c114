import {
  emptyHold,
  type HoldFields,
  holdBody,
  holdFields,
  type HoldFormAction,
  holdLabels,
  holdProblems,
} from '../../forms/hold-form.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { CheckedForm } from '../shared/checked-form.tsx';
import { TextArea, TextField } from '../shared/field.tsx';
import { useChecked } from '../shared/use-checked.ts';
import { useCommand } from '../shared/use-command.ts';
import { useTyped } from '../shared/use-typed.ts';

interface HoldFormProps {
  readonly action: HoldFormAction;
  readonly number: string;
  readonly version: number;
  /** The date in Shanghai. */
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const confirms = {
  'propose-suspension': '提交，待他人决定',
  'lift-suspension': '确认解除暂停执业',
  lock: '确认锁定',
  unlock: '确认解除锁定',
} as const satisfies Readonly<Record<HoldFormAction, string>>;

const hints: Readonly<Partial<Record<keyof HoldFields, string>>> = {
  document: '例如：责令停止执业的行政处罚决定书，写明文号。',
  reason: '将记入变动记录，并告知注册人员和聘用企业。',
};

/** What an officer says to suspend, lock or free an entry of the register. */
export function HoldForm({ action, number, version, today, onDone, onClose }: HoldFormProps) {
  const typed = useTyped(`hold-${action}-${number}`, emptyHold);
  const form = typed.value;
  const command = useCommand((body: ReturnType<typeof holdBody>, key) =>
    send('department', 'holdRegistration', { params: { number }, body }, key),
  );
  const checked = useChecked(holdProblems(action, form, today), command);

  async function submit(): Promise<void> {
    if ((await checked.submit(() => holdBody(action, form, version))) === undefined) return;
    typed.forget();
    onDone();
  }

  return (
    <CheckedForm form={checked} failure={command.failure} onSubmit={() => void submit()} onReload={onDone}>
      {holdFields[action].map((field) => {
        const shown = {
          ...{ name: field, label: holdLabels[field], hint: hints[field], required: true, value: form[field] },
          ...{
            error: checked.messages.get(field),
            onChange: (value: string) => typed.change({ ...form, [field]: value }),
          },
        };
        if (field === 'reason') return <TextArea key={field} {...shown} maxLength={500} />;
        const isDate = field === 'from' || field === 'until';
        return <TextField key={field} {...shown} type={isDate ? 'date' : 'text'} maxLength={100} />;
      })}
      <div class="actions">
        <Button type="submit" busy={command.busy}>
          {command.busy ? '正在提交…' : confirms[action]}
        </Button>
        <Button kind="plain" onClick={onClose}>
          取消
        </Button>
      </div>
    </CheckedForm>
  );
}
