import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { FieldSummary } from './field-summary.tsx';
import { type Option, Select, TextField } from './field.tsx';

/** A condition of which one of a list is chosen. */
export interface FilterChoice {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Option[];
}

/** A condition that is typed. */
export interface FilterText {
  readonly name: string;
  readonly label: string;
  readonly most: number;
  readonly clean?: (text: string) => string;
  /** What is wrong with a text that cannot be asked for. */
  readonly problem?: (text: string) => string | undefined;
}

interface FilterFormProps {
  /** What is narrowed, for who does not see it. */
  readonly label: string;
  readonly choices: readonly FilterChoice[];
  readonly texts: readonly FilterText[];
  /** What is asked, by the names of the conditions. */
  readonly filter: Readonly<Record<string, string | undefined>>;
  /** The query that was asked, as an address has it. */
  readonly onFilter: (query: string) => void;
  /** Shown unfolded from the beginning: the list is found by nothing else. */
  readonly open?: boolean;
  readonly children?: ComponentChildren;
}

/** Names by their codes, as options. */
export function optionsOf(names: Readonly<Record<string, string>>): readonly Option[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}

/** What is wrong with what was typed, by condition. */
function problemsOf(
  texts: readonly FilterText[],
  typed: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  return new Map(
    texts.flatMap(({ name, problem }) => {
      const text = typed[name];
      const wrong = text === undefined ? undefined : problem?.(text);
      return wrong === undefined ? [] : [[name, wrong] as const];
    }),
  );
}

/** What a list is narrowed by. It stays folded until somebody wants it, and open as long as something is asked. */
export function FilterForm(props: FilterFormProps) {
  const { label, choices, texts, filter, onFilter, open = false, children } = props;
  const present = Object.fromEntries(
    [...choices, ...texts].flatMap(({ name }) => (filter[name] === undefined ? [] : [[name, filter[name]]])),
  );
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(present);
  const [attempts, setAttempts] = useState(0);
  const wrong = problemsOf(texts, typed);
  const problems = attempts > 0 ? wrong : new Map<string, string>();
  const asked = Object.keys(present).length;
  const set = (name: string) => (value: string) => {
    const { [name]: _, ...others } = typed;
    setTyped(value === '' ? others : { ...others, [name]: value });
  };
  return (
    <details class="panel queue-filter" open={open || asked > 0}>
      <summary>{asked === 0 ? '筛选' : `筛选（${asked}项条件）`}</summary>
      <form
        role="search"
        aria-label={label}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAttempts(wrong.size > 0 ? attempts + 1 : 0);
          if (wrong.size === 0) onFilter(new URLSearchParams(typed).toString());
        }}
      >
        <FieldSummary key={attempts} problems={problems} />
        <div class="queue-filter-fields">
          {choices.map((choice) => (
            <Select
              key={choice.name}
              name={choice.name}
              label={choice.label}
              placeholder="不限"
              options={choice.options}
              value={typed[choice.name] ?? ''}
              onChange={set(choice.name)}
            />
          ))}
          {texts.map((text) => (
            <TextField
              key={text.name}
              name={text.name}
              label={text.label}
              maxLength={text.most}
              {...(text.clean && { clean: text.clean })}
              value={typed[text.name] ?? ''}
              error={problems.get(text.name)}
              onChange={set(text.name)}
            />
          ))}
        </div>
        <div class="actions">
          <Button type="submit">筛选</Button>
          {asked > 0 && (
            <Button
              kind="plain"
              onClick={() => {
                setTyped({});
                setAttempts(0);
                onFilter('');
              }}
            >
              清除条件
            </Button>
          )}
          {children}
        </div>
      </form>
    </details>
  );
}
