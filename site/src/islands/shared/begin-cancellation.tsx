import type { CommandResult } from '../../../../api/application.ts';
import { labelOf } from '../../../../domain/application-fields.ts';
import { shanghaiDate } from '../../../../domain/calendar-dates.ts';
import { type BarTerm, groundName, groundOf, groundsOf } from '../../../../domain/grounds.ts';
import type { ProfessionCode } from '../../../../domain/professions.ts';
import {
  cancellationBody,
  type CancellationBody,
  cancellationProblems,
  chosenGround,
  emptyCancellationForm,
  mostStatementCharacters,
  namesDecision,
  openApplicationOf,
} from '../../forms/cancellation-form.ts';
import { Button } from './button.tsx';
import { CheckedForm } from './checked-form.tsx';
import { RadioGroup } from './choices.tsx';
import { TextArea, TextField } from './field.tsx';
import { Notice } from './notice.tsx';
import { useChecked } from './use-checked.ts';
import { useCommand } from './use-command.ts';
import { useTyped } from './use-typed.ts';

interface BeginCancellationProps {
  /** The registration to cancel. */
  readonly number: string;
  readonly profession: ProfessionCode;
  readonly initiator: 'employer' | 'department';
  /** What follows from it, before anything can be sent. */
  readonly warning: string;
  readonly statementHint: string;
  readonly confirm: string;
  readonly act: (body: CancellationBody, idempotencyKey: string) => Promise<CommandResult>;
  /** The page of an application, for whoever begins the cancellation. */
  readonly address: (applicationId: string) => string;
  readonly onClose: () => void;
}

/** The ground and statement of a cancellation that an office begins; leads on to the application. */
export function BeginCancellation(props: BeginCancellationProps) {
  const { number, profession, initiator, warning, statementHint, confirm, act, address, onClose } = props;
  const typed = useTyped(`cancellation-${number}`, emptyCancellationForm);
  const form = typed.value;
  const beginning = { initiator, profession, today: shanghaiDate(new Date()) };
  const ground = chosenGround(form, beginning);
  const command = useCommand(act);
  const open = openApplicationOf(command.failure);
  const checked = useChecked(cancellationProblems(form, beginning), command);
  const { messages } = checked;

  async function begin(): Promise<void> {
    const result = await checked.submit(() => cancellationBody(form, beginning));
    if (result === undefined) return;
    typed.forget();
    location.assign(address(result.id));
  }

  return (
    <CheckedForm
      form={checked}
      failure={open === null ? command.failure : null}
      before={<Notice tone="warn">{warning}</Notice>}
      onSubmit={() => void begin()}
      onReload={onClose}
    >
      {open !== null && (
        <Notice tone="bad" title={command.failure?.message ?? ''}>
          <a href={address(open)}>查看正在办理的注销申请</a>
        </Notice>
      )}
      <RadioGroup
        name="cancellation.ground"
        label={labelOf('cancellation.ground')}
        required
        value={form.ground}
        error={messages.get('cancellation.ground')}
        choices={groundsOf(initiator, profession).map((code) => ({
          value: code,
          label: groundName(code),
          // An official acts on the law; a company need only say what has happened.
          ...(initiator === 'department' ? { note: groundOf(code, profession)?.source ?? '' } : {}),
        }))}
        onChange={(code) => typed.change({ ...form, ground: code })}
      />
      {namesDecision(form, beginning) && (
        <>
          <TextField
            name="cancellation.document"
            label={labelOf('cancellation.document')}
            hint={`例如：${ground?.evidence ?? '决定书'}，写明文号。`}
            required
            maxLength={100}
            value={form.document}
            error={messages.get('cancellation.document')}
            onChange={(document) => typed.change({ ...form, document })}
          />
          <TextField
            name="cancellation.decidedOn"
            label={labelOf('cancellation.decidedOn')}
            hint={barHint(ground?.bar ?? null)}
            type="date"
            required
            value={form.decidedOn}
            error={messages.get('cancellation.decidedOn')}
            onChange={(decidedOn) => typed.change({ ...form, decidedOn })}
          />
        </>
      )}
      <TextArea
        name="cancellation.statement"
        label={labelOf('cancellation.statement')}
        hint={ground?.evidence == null ? statementHint : `${statementHint}须有：${ground.evidence}。`}
        required
        value={form.statement}
        maxLength={mostStatementCharacters}
        error={messages.get('cancellation.statement')}
        onChange={(statement) => typed.change({ ...form, statement })}
      />
      <div class="actions">
        <Button type="submit" kind="bad" busy={command.busy}>
          {command.busy ? '正在提交…' : confirm}
        </Button>
        <Button kind="plain" onClick={onClose}>
          取消
        </Button>
      </div>
    </CheckedForm>
  );
}

function barHint(bar: BarTerm | null): string | undefined {
  if (bar === null) return undefined;
  return bar === 'for-life' ? '准予注销后，终身不予注册。' : `准予注销后，自该日起${bar}年内不得再次申请注册。`;
}
