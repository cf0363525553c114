import { matterNames } from '../../../../domain/catalogue.ts';
import { cityNames } from '../../../../domain/divisions.ts';
import { typedIdentityNumber, typedNumber } from '../../../../domain/typed.ts';
import { type DeskFilter, type FilterName, filterOf } from '../../session/queue-filter.ts';
import { dueColourNames } from '../../words/desk-queues.ts';
import { professionNames } from '../../words/professions.ts';
import { type FilterChoice, FilterForm, type FilterText, optionsOf } from '../shared/filter-form.tsx';

/** What is chosen, in the order of the form. */
const choices = [
  { name: 'profession', label: '职业', options: optionsOf(professionNames) },
  { name: 'matter', label: '事项', options: optionsOf(matterNames) },
  { name: 'city', label: '企业所在设区市', options: optionsOf(cityNames) },
  { name: 'colour', label: '办理期限', options: optionsOf(dueColourNames) },
  { name: 'claimedBy', label: '领办', options: optionsOf({ me: '我领办的', nobody: '无人领办' }) },
] as const satisfies readonly (FilterChoice & { readonly name: FilterName })[];

/** What is typed. */
const texts = [
  { name: 'name', label: '姓名（两个字以上）', most: 50 },
  { name: 'number', label: '受理编号（前4位以上）', most: 20, clean: typedNumber },
  { name: 'employer', label: '聘用企业名称或信用代码', most: 100 },
  { name: 'idNumber', label: '证件号码', most: 30, clean: typedIdentityNumber },
] as const satisfies readonly (FilterText & { readonly name: FilterName })[];

interface QueueFilterFormProps {
  readonly filter: DeskFilter;
  readonly onFilter: (filter: DeskFilter) => void;
}

/** What a queue is narrowed by. */
export function QueueFilterForm({ filter, onFilter }: QueueFilterFormProps) {
  return (
    <FilterForm
      label="筛选待办事项"
      choices={choices}
      texts={texts}
      filter={{ ...filter }}
      onFilter={(query) => onFilter(filterOf(query))}
    />
  );
}
