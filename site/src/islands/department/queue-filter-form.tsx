import { useState } from 'preact/hooks';
import { matterNames } from '../../../../domain/catalogue.ts';
import { cityNames } from '../../../../domain/divisions.ts';
import { professions } from '../../../../domain/professions.ts';
import { typedIdentityNumber, typedNumber } from '../../../../domain/typed.ts';
import { type DeskFilter, filterNames, type FilterName, filterOf } from '../../session/queue-filter.ts';
import { dueColourNames } from '../../words/desk-queues.ts';
import { Button } from '../shared/button.tsx';
import { Select, TextField } from '../shared/field.tsx';

const options = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

const professionNames = Object.fromEntries(Object.entries(professions).map(([code, { name }]) => [code, name]));

/** What is chosen, in the order of the form. */
const choices: readonly { name: FilterName; label: string; options: readonly { value: string; label: string }[] }[] = [
  { name: 'profession', label: '职业', options: options(professionNames) },
  { name: 'matter', label: '事项', options: options(matterNames) },
  { name: 'city', label: '企业所在设区市', options: options(cityNames) },
  { name: 'colour', label: '办理期限', options: options(dueColourNames) },
  { name: 'claimedBy', label: '领办', options: options({ me: '我领办的', nobody: '无人领办' }) },
];

/** What is typed. */
const texts: readonly { name: FilterName; label: string; most: number; clean?: (text: string) => string }[] = [
  { name: 'name', label: '姓名（两个字以上）', most: 50 },
  { name: 'number', label: '受理编号（前4位以上）', most: 20, clean: typedNumber },
  { name: 'employer', label: '聘用企业名称或信用代码', most: 100 },
  { name: 'idNumber', label: '证件号码', most: 30, clean: typedIdentityNumber },
];

interface FilterFormProps {
  readonly filter: DeskFilter;
  readonly onFilter: (filter: DeskFilter) => void;
}

/** What a queue is narrowed by. It stays folded until somebody wants it, and open as long as something is asked. */
export function QueueFilterForm({ filter, onFilter }: FilterFormProps) {
  const [typed, setTyped] = useState<Readonly<Partial<Record<FilterName, string>>>>(filter);
  const asked = filterNames.filter((name) => filter[name] !== undefined).length;
  const set = (name: FilterName) => (value: string) => {
    const { [name]: _, ...others } = typed;
    setTyped(value === '' ? others : { ...others, [name]: value });
  };
  return (
    <details class="panel queue-filter" open={asked > 0}>
      <summary>{asked === 0 ? '筛选' : `筛选（${asked}项条件）`}</summary>
      <form
        role="search"
        aria-label="筛选待办事项"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onFilter(filterOf(new URLSearchParams(typed).toString()));
        }}
      >
        <div class="queue-filter-fields">
          {choices.map(({ name, label, options: all }) => (
            <Select
              key={name}
              name={name}
              label={label}
              placeholder="不限"
              options={all}
              value={typed[name] ?? ''}
              onChange={set(name)}
            />
          ))}
          {texts.map(({ name, label, most, clean }) => (
            <TextField
              key={name}
              name={name}
              label={label}
              maxLength={most}
              {...(clean && { clean })}
              value={typed[name] ?? ''}
              onChange={set(name)}
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
                onFilter({});
              }}
            >
              清除条件
            </Button>
          )}
        </div>
      </form>
    </details>
  );
}
