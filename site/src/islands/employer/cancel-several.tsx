import { useRef, useState } from 'preact/hooks';
import { labelOf } from '../../../../domain/application-fields.ts';
import { groundName } from '../../../../domain/grounds.ts';
import { professions } from '../../../../domain/professions.ts';
import type { RegistrationView } from '../../../../api/people.ts';
import type { Answer } from '../../forms/contract.ts';
import { mostStatementCharacters } from '../../forms/cancellation-form.ts';
import {
  commonGrounds,
  emptySeveralForm,
  type SeveralBody,
  type SeveralForm,
  severalBody,
  severalProblems,
} from '../../forms/several-cancellations.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { CheckedForm } from '../shared/checked-form.tsx';
import { RadioGroup } from '../shared/choices.tsx';
import { TextArea } from '../shared/field.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { Notice } from '../shared/notice.tsx';
import { useChecked } from '../shared/use-checked.ts';
import { useCommand } from '../shared/use-command.ts';
import { useLoad } from '../shared/use-load.ts';
import { type Typed, useTyped } from '../shared/use-typed.ts';
import { CompanyIncomplete } from './company-incomplete.tsx';
import { SeveralSent } from './several-sent.tsx';

type Judged = Answer<'employer', 'judgeCancellations'>['items'];

interface CancelSeveralProps {
  readonly people: readonly RegistrationView[];
  /** Told while applications are being sent. */
  readonly onBusy: (busy: boolean) => void;
  /** Told for whom an application was begun, once they are sent. */
  readonly onBegun: (numbers: readonly string[]) => void;
  readonly onClose: () => void;
}

/** 批量申请注销: one ground and statement, a preview that says for whom it can be done, and then an application for each. */
export function CancelSeveral({ people, onBusy, onBegun, onClose }: CancelSeveralProps) {
  const typed = useTyped('cancellation-several', emptySeveralForm);
  const loading = useLoad('company', () => send('employer', 'getCompany', {}));
  const [preview, setPreview] = useState<{ readonly body: SeveralBody; readonly judged: Judged } | null>(null);
  return (
    <LoadView loading={loading} rows={4}>
      {({ missing }) =>
        missing.length > 0 ? (
          <>
            <CompanyIncomplete missing={missing} returnTo="/employer/registrations.html" />
            <Close onClose={onClose} />
          </>
        ) : preview === null ? (
          <Wish people={people} typed={typed} onPreview={setPreview} onClose={onClose} />
        ) : (
          <SeveralSent
            {...preview}
            people={people}
            onBack={() => setPreview(null)}
            onBusy={onBusy}
            onBegun={(numbers) => {
              typed.forget();
              onBegun(numbers);
            }}
            onClose={onClose}
          />
        )
      }
    </LoadView>
  );
}

function Close({ onClose }: Pick<CancelSeveralProps, 'onClose'>) {
  return (
    <div class="actions">
      <Button kind="plain" onClick={onClose}>
        取消
      </Button>
    </div>
  );
}

interface WishProps extends Pick<CancelSeveralProps, 'people' | 'onClose'> {
  readonly typed: Typed<SeveralForm>;
  readonly onPreview: (preview: { readonly body: SeveralBody; readonly judged: Judged }) => void;
}

function Wish({ people, typed, onPreview, onClose }: WishProps) {
  const grounds = commonGrounds([...new Set(people.map(({ profession }) => profession))]);
  const form = typed.value;
  const last = useRef<SeveralBody | null>(null);
  const judging = useCommand(async (body: SeveralBody) => {
    last.current = body;
    const numbers = people.map(({ number }) => number).join(',');
    return await send('employer', 'judgeCancellations', { query: { ground: body.ground, numbers } });
  });
  const checked = useChecked(severalProblems(form, grounds), judging);

  async function go(): Promise<void> {
    const answer = await checked.submit(() => severalBody(form, grounds));
    if (answer !== undefined && last.current !== null) onPreview({ body: last.current, judged: answer.items });
  }

  return (
    <CheckedForm
      form={checked}
      failure={judging.failure}
      before={
        <Notice tone="warn">
          每人各为一件申请：提交后分别生成注销注册申请表，由本企业逐件签字盖章后上传，并听取本人陈述申辩。准予注销后注册证书随即失效，不能恢复。
        </Notice>
      }
      onSubmit={() => void go()}
    >
      <p class="soft">
        {people.map(({ holderName, profession }) => `${holderName}（${professions[profession].name}）`).join('、')}
      </p>
      {grounds.length === 0 && <Notice tone="bad">所选人员没有共同适用的注销原因，请分开办理。</Notice>}
      <RadioGroup
        name="cancellation.ground"
        label={labelOf('cancellation.ground')}
        required
        value={form.ground}
        error={checked.messages.get('cancellation.ground')}
        choices={grounds.map((code) => ({ value: code, label: groundName(code) }))}
        onChange={(ground) => typed.change({ ...form, ground })}
      />
      <TextArea
        name="cancellation.statement"
        label={labelOf('cancellation.statement')}
        hint="对所选人员共同适用，例如劳动关系解除或者终止的时间和原因。"
        required
        value={form.statement}
        maxLength={mostStatementCharacters}
        error={checked.messages.get('cancellation.statement')}
        onChange={(statement) => typed.change({ ...form, statement })}
      />
      <div class="actions">
        <Button type="submit" busy={judging.busy}>
          预览
        </Button>
        <Button kind="plain" onClick={onClose}>
          取消
        </Button>
      </div>
    </CheckedForm>
  );
}
