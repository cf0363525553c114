import { declarationText } from '../../../../domain/declaration-texts.ts';
import { answerText, type DeclarationCode } from '../../../../domain/declarations.ts';
import { professions } from '../../../../domain/professions.ts';
import { RadioGroup } from '../shared/choices.tsx';
import { fieldId } from '../shared/field.tsx';
import { useFieldNote } from '../shared/field-note.tsx';
import type { StepProps } from './qualification-step.tsx';

const choices = [false, true].map((exists) => ({ value: String(exists), label: answerText(exists) }));

/** 逐项声明: each ground of refusal of the profession, with its source, asked by itself. */
export function DeclarationsStep({ application, draft, messages }: StepProps) {
  const { form, change } = draft;
  const { profession } = application;
  const id = fieldId('declarations');
  const { note } = useFieldNote('declarations', id);
  const answer = (code: DeclarationCode, exists: boolean) =>
    change({ ...form, declarations: { ...form.declarations, [code]: exists } });
  return (
    <div class="form" id={id} tabIndex={-1}>
      <p>有下列情形之一的，依法不予注册。请逐项如实声明；声明随申请保存，并印在申请表上。</p>
      {note}
      {professions[profession].declarations.map((code, index) => {
        const { text, source } = declarationText(profession, code);
        const said = form.declarations[code];
        return (
          <RadioGroup
            key={code}
            name={`declarations.${code}`}
            label={`${index + 1}. ${text}`}
            hint={source}
            required
            value={said === undefined ? '' : String(said)}
            error={messages.get(`declarations.${code}`)}
            choices={choices}
            short
            onChange={(value) => answer(code, value === 'true')}
          />
        );
      })}
    </div>
  );
}
