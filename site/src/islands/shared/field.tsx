import type { ComponentChildren } from 'preact';
import { useFieldNote, useIsClosed } from './field-note.tsx';
import { typedLine, typedParagraph } from '../../../../domain/typed.ts';
import { tooLong } from '../../forms/filled-in.ts';

/** The id of the input of a field, by the field's name in the request: links of error summaries lead there. */
export function fieldId(name: string): string {
  return `field-${name.replace(/[^\w-]+/g, '-')}`;
}

interface FrameProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  readonly children: ComponentChildren;
}

/** Label, hint and message around an input. */
function Frame({ name, label, hint, error, required, children }: FrameProps) {
  const id = fieldId(name);
  const { note } = useFieldNote(name, id);
  return (
    <div class={error === undefined ? 'field' : 'field field-bad'}>
      <label for={id} class={required === true ? 'required' : undefined}>
        {label}
      </label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {note}
      {children}
      {error !== undefined && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

/** What every field has. */
export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
}

function useDescription({ name, hint, error }: FieldProps): string | undefined {
  const id = fieldId(name);
  const { noteId } = useFieldNote(name, id);
  const ids = [noteId, hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].filter(
    (part) => part !== '',
  );
  return ids.length === 0 ? undefined : ids.join(' ');
}

function useInputAttributes(props: FieldProps) {
  const closed = useIsClosed(props.name);
  return {
    id: fieldId(props.name),
    name: props.name,
    value: props.value,
    disabled: closed || (props.disabled ?? false),
    'aria-required': props.required ?? false,
    'aria-invalid': props.error !== undefined,
    'aria-describedby': useDescription(props),
  };
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'tel' | 'email' | 'date';
  /** As many characters as the API takes. More is kept and said, never cut: pasted text carries blanks that do not count. */
  readonly maxLength?: number;
  /** Takes out what was pasted along (domain/typed.ts), once somebody leaves the field. */
  readonly clean?: (text: string) => string;
  readonly autoComplete?: string;
  readonly wide?: boolean;
}

/** A line of text, a telephone number, an address or a date. */
export function TextField(props: TextFieldProps) {
  const { type = 'text', maxLength, clean = typedLine, autoComplete = 'off', value, onChange } = props;
  const error = props.error ?? (maxLength === undefined ? undefined : tooLong(clean(value), maxLength));
  const shown = { ...props, error };
  return (
    <Frame {...shown}>
      <input
        {...useInputAttributes(shown)}
        // The browser would empty an address with a blank in it before anybody could clean it.
        type={type === 'email' ? 'text' : type}
        inputMode={type === 'email' ? 'email' : undefined}
        autoComplete={autoComplete}
        onInput={(event) => onChange(event.currentTarget.value)}
        onBlur={() => {
          const cleaned = clean(value);
          if (cleaned !== value) onChange(cleaned);
        }}
      />
    </Frame>
  );
}

/** Several lines of text, with what room is left. Text that is too long is kept, and said to be. */
export function TextArea(props: FieldProps & { readonly maxLength: number; readonly rows?: number }) {
  const { maxLength, rows = 4, value, onChange } = props;
  const long = tooLong(value, maxLength);
  const shown = { ...props, error: long ?? props.error };
  return (
    <Frame {...shown}>
      <textarea
        {...useInputAttributes(shown)}
        rows={rows}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {long === undefined && <p class="count">还可填写 {maxLength - typedParagraph(value).length} 字</p>}
    </Frame>
  );
}

/** One thing to choose: its value and what it is called. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A choice from a list that may be long. */
export function Select(props: FieldProps & { readonly options: readonly Option[]; readonly placeholder?: string }) {
  const { options, placeholder = '请选择', onChange } = props;
  return (
    <Frame {...props}>
      <select {...useInputAttributes(props)} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{placeholder}</option>
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Frame>
  );
}
