import { useState } from 'preact/hooks';
import type { CommandResult, FileView } from '../../../../api/application.ts';
import { labelOf } from '../../../../domain/application-fields.ts';
import { chineseDate, shanghaiDate } from '../../../../domain/calendar-dates.ts';
import { type EndingMatter, endingMatters, endsSpecialties } from '../../../../domain/catalogue.ts';
import { type BarTerm, groundName, groundOf } from '../../../../domain/grounds.ts';
import type { RegistrationView } from '../../../../api/people.ts';
import {
  type Beginning,
  cancellationBody,
  type CancellationBody,
  type CancellationForm,
  cancellationProblems,
  chosenGround,
  emptyCancellationForm,
  endingChoices,
  endsPart,
  groundChoices,
  matterOf,
  mostStatementCharacters,
  namesDecision,
  openApplicationOf,
} from '../../forms/cancellation-form.ts';
import { Button } from './button.tsx';
import { CheckedForm } from './checked-form.tsx';
import { CheckGroup, RadioGroup } from './choices.tsx';
import { TextArea, TextField } from './field.tsx';
import { Notice } from './notice.tsx';
import { GroundEvidence } from './ground-evidence.tsx';
import { useChecked } from './use-checked.ts';
import { useCommand } from './use-command.ts';
import { type Typed, useTyped } from './use-typed.ts';

interface BeginCancellationProps {
  /** The registration to cancel, or of which some specialties are. */
  readonly registration: Pick<RegistrationView, 'number' | 'profession' | 'terms'>;
  readonly initiator: 'employer' | 'department';
  /** What follows from it, before anything can be sent. */
  readonly warnings: Readonly<Record<EndingMatter, string>>;
  readonly statementHint: string;
  readonly confirm: string;
  readonly act: (body: CancellationBody, idempotencyKey: string) => Promise<CommandResult>;
  /** The page of an application, for whoever begins the cancellation. */
  readonly address: (applicationId: string) => string;
  readonly onClose: () => void;
}

/** The ground and statement of a cancellation that an office begins; leads on to the application. */
export function BeginCancellation(props: BeginCancellationProps) {
  const { registration, initiator, warnings, statementHint, confirm, act, address, onClose } = props;
  const { number, profession, terms } = registration;
  const typed = useTyped(`cancellation-${number}`, emptyCancellationForm);
  const form = typed.value;
  const beginning = { initiator, profession, terms, today: shanghaiDate(new Date()) };
  const matter = matterOf(form, beginning);
  const example = endsPart(form, beginning) ? '写明该专业应当注销的事实和时间。' : statementHint;
  const ground = chosenGround(form, beginning);
  const [folder] = useState(() => crypto.randomUUID());
  const [file, setFile] = useState<FileView | null>(null);
  const evidence = file === null ? null : { folder, fileId: file.id };
  const command = useCommand(act);
  const open = openApplicationOf(command.failure);
  const checked = useChecked(cancellationProblems(form, beginning, evidence), command);
  const { messages } = checked;

  async function begin(): Promise<void> {
    const result = await checked.submit(() => cancellationBody(form, beginning, evidence));
    if (result === undefined) return;
    typed.forget();
    location.assign(address(result.id));
  }

  return (
    <CheckedForm
      form={checked}
      failure={open === null ? command.failure : null}
      before={matter === null ? null : <Notice tone="warn">{warnings[matter]}</Notice>}
      onSubmit={() => void begin()}
      onReload={onClose}
    >
      {open !== null && (
        <Notice tone="bad" title={command.failure?.message ?? ''}>
          <a href={address(open)}>查看正在办理的注销申请</a>
        </Notice>
      )}
      <WhatEnds typed={typed} beginning={beginning} messages={messages} />
      <RadioGroup
        name="cancellation.ground"
        label={labelOf('cancellation.ground')}
        required
        value={form.ground}
        error={messages.get('cancellation.ground')}
        choices={groundChoices(form, beginning).map((code) => ({
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
        hint={ground?.evidence == null ? example : `${example}须有：${ground.evidence}。`}
        required
        value={form.statement}
        maxLength={mostStatementCharacters}
        error={messages.get('cancellation.statement')}
        onChange={(statement) => typed.change({ ...form, statement })}
      />
      {ground !== undefined && (
        <GroundEvidence
          target={{ api: initiator, applicationId: folder, registrationNumber: number, slot: 'ground-evidence' }}
          file={file}
          optional={!ground.uploadedBy.includes(initiator)}
          error={messages.get('files.ground-evidence')}
          onReady={setFile}
          onClear={() => setFile(null)}
        />
      )}
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

/** Whether the whole registration is to end, or which of its specialties; nothing to choose where it has one alone. */
function WhatEnds({
  typed: { value: form, change },
  beginning,
  messages,
}: {
  readonly typed: Typed<CancellationForm>;
  readonly beginning: Beginning;
  readonly messages: ReadonlyMap<string, string>;
}) {
  const choices = endingChoices(beginning);
  if (choices.length === 0) return null;
  return (
    <>
      <RadioGroup
        name="matter"
        label="注销范围"
        required
        value={form.matter}
        error={messages.get('matter')}
        choices={endingMatters.map((value) =>
          endsSpecialties(value)
            ? { value, label: '部分专业', note: '其他专业不变，换发注册证书' }
            : { value, label: '整个注册', note: '全部专业一并注销，注册证书失效' },
        )}
        onChange={(value) => change({ ...form, matter: endingMatters.find((each) => each === value) ?? '' })}
      />
      {endsPart(form, beginning) && (
        <CheckGroup
          name="specialties"
          label="注销的专业"
          hint="至少保留一个有效的专业。"
          required
          values={form.specialties}
          error={messages.get('specialties')}
          choices={choices.flatMap(({ specialty, validUntil }) =>
            specialty === null
              ? []
              : { value: specialty, label: specialty, note: `有效期至${chineseDate(validUntil)}` },
          )}
          onChange={(specialties) => change({ ...form, specialties })}
        />
      )}
    </>
  );
}

function barHint(bar: BarTerm | null): string | undefined {
  if (bar === null) return undefined;
  return bar === 'for-life' ? '准予注销后，终身不予注册。' : `准予注销后，自该日起${bar}年内不得再次申请注册。`;
}
