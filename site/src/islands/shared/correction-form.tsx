import { useState } from 'preact/hooks';
import type { ApplicationView } from '../../../../api/application.ts';
import { typedParagraph } from '../../../../domain/typed.ts';
import { tooLong } from '../../forms/filled-in.ts';
import { messagesByField } from '../../session/problem.ts';
import { Button } from './button.tsx';
import { FieldSummary } from './field-summary.tsx';
import { TextArea } from './field.tsx';
import { FailureNotice } from './notice.tsx';
import { useCommand } from './use-command.ts';
import { useTyped } from './use-typed.ts';

interface CorrectionFormProps {
  readonly application: ApplicationView;
  readonly answer: (answers: string[], idempotencyKey: string) => Promise<unknown>;
  readonly onDone: () => void;
  /** What else is wrong on the page, by field. Until that is mended nothing is sent. */
  readonly further?: ReadonlyMap<string, string>;
  /** Called when somebody wants to send. */
  readonly onAttempt?: () => void;
}

/** As many characters of an answer as the API takes. */
const mostCharacters = 500;

const nothing: ReadonlyMap<string, string> = new Map();

/** The answers to a notice of correction, one for each item, sent together. */
export function CorrectionForm(props: CorrectionFormProps) {
  const { application, answer, onDone, further = nothing } = props;
  const items = application.correction?.items ?? [];
  const typed = useTyped(`correction-${application.id}`, { answers: items.map((item) => item.answer ?? '') });
  const [attempts, setAttempts] = useState(0);
  const command = useCommand(answer);
  const refused = messagesByField(command.failure?.errors ?? []);

  const answers = items.map((_, index) => typedParagraph(typed.value.answers[index] ?? ''));
  const unfit = answers.flatMap((text, index): [string, string][] => {
    const wrong = text === '' ? `请填写第${index + 1}项的答复，说明已如何补正。` : tooLong(text, mostCharacters);
    return wrong === undefined ? [] : [[`answers.${index}`, wrong]];
  });
  const problems = new Map(attempts > 0 ? [...further, ...unfit] : []);

  async function submit(): Promise<void> {
    setAttempts(attempts + 1);
    props.onAttempt?.();
    if (unfit.length + further.size > 0) return;
    if ((await command.run(answers)) === undefined) return;
    typed.forget();
    onDone();
  }

  return (
    <section class="panel">
      <h2>逐项答复</h2>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <FieldSummary key={attempts} problems={problems} />
        <FailureNotice failure={command.failure} onRetry={() => void submit()} onReload={onDone} />
        {items.map(({ subject, problem }, index) => {
          const value = typed.value.answers[index] ?? '';
          return (
            <TextArea
              key={index}
              name={`answers.${index}`}
              label={`${index + 1}. ${subject}`}
              hint={`需要补正：${problem}`}
              value={value}
              maxLength={mostCharacters}
              rows={3}
              required
              error={problems.get(`answers.${index}`) ?? refused.get(`answers.${index}`)}
              onChange={(text) =>
                typed.change({ answers: items.map((_, at) => (at === index ? text : (typed.value.answers[at] ?? ''))) })
              }
            />
          );
        })}
        <div class="actions">
          <Button type="submit" busy={command.busy}>
            {command.busy ? '正在提交…' : '提交补正'}
          </Button>
        </div>
      </form>
    </section>
  );
}
