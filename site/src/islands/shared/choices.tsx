import type { ComponentChildren } from 'preact';
import { fieldId } from './field.tsx';
import { useFieldNote, useIsClosed } from './field-note.tsx';

interface GroupProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  /** The choices are so short that two stand side by side on a phone. */
  readonly short?: boolean;
}

function Group({
  name,
  label,
  hint,
  error,
  required,
  short = false,
  children,
}: GroupProps & { readonly children: ComponentChildren }) {
  const id = fieldId(name);
  const { noteId, note } = useFieldNote(name, id);
  const closed = useIsClosed(name);
  return (
    <fieldset
      disabled={closed}
      class={error === undefined ? 'field' : 'field field-bad'}
      id={id}
      tabIndex={-1}
      aria-describedby={[noteId, error === undefined ? '' : `${id}-error`].join(' ').trim() || undefined}
    >
      <legend class={required === true ? 'required' : undefined}>{label}</legend>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {note}
      <div class={short ? 'choices choices-short' : 'choices'}>{children}</div>
      {error !== undefined && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** One thing to choose, with more about it in small. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly note?: string;
}

interface RadioProps extends GroupProps {
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One of a few. */
export function RadioGroup({ choices, value, onChange, ...group }: RadioProps) {
  return (
    <Group {...group}>
      {choices.map((choice) => (
        <label key={choice.value} class="choice">
          <input
            type="radio"
            name={group.name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <ChoiceText {...choice} />
        </label>
      ))}
    </Group>
  );
}

interface CheckProps extends GroupProps {
  readonly choices: readonly Choice[];
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
}

/** Any of a few. */
export function CheckGroup({ choices, values, onChange, ...group }: CheckProps) {
  return (
    <Group {...group}>
      {choices.map((choice) => (
        <label key={choice.value} class="choice">
          <input
            type="checkbox"
            name={group.name}
            value={choice.value}
            checked={values.includes(choice.value)}
            onChange={(event) => {
              const others = values.filter((value) => value !== choice.value);
              onChange(event.currentTarget.checked ? [...others, choice.value] : others);
            }}
          />
          <ChoiceText {...choice} />
        </label>
      ))}
    </Group>
  );
}

function ChoiceText({ label, note }: Choice) {
  return (
    <span>
      {label}
      {note !== undefined && <small>{note}</small>}
    </span>
  );
}
