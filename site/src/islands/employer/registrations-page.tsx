import { useState } from 'preact/hooks';
import { shownStatusNames } from '../../../../domain/holds.ts';
import { endingSoonDays } from '../../../../domain/register-filter.ts';
import type { RegistrationView } from '../../../../api/people.ts';
import { monthProblem, typedMonth } from '../../session/register-filter.ts';
import { send } from '../../session/send.ts';
import { type StaffFilter, staffFilterOf } from '../../session/staff-filter.ts';
import { professionNames } from '../../words/professions.ts';
import { FilterForm, optionsOf } from '../shared/filter-form.tsx';
import { Gate } from '../shared/gate.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { type Selection, useSelection } from '../shared/use-selection.ts';
import { RegisteredPerson } from './registered-person.tsx';
import { StaffBar } from './staff-bar.tsx';
import { StaffTable } from './staff-table.tsx';

/** 在册人员: who is registered with the company, the first to end first, and apart from them whose registration has ended there. */
export function RegistrationsPage() {
  return <Gate party="legal-person">{() => <Staff />}</Gate>;
}

const choices = [
  { name: 'profession', label: '职业', options: optionsOf(professionNames) },
  { name: 'status', label: '状态', options: optionsOf(shownStatusNames) },
] as const;

const texts = [
  { name: 'text', label: '姓名或者注册编号', most: 50 },
  { name: 'month', label: '到期月份（如 2027-03）', most: 10, clean: typedMonth, problem: monthProblem },
] as const;

function Staff() {
  const [filter, setFilter] = useState(() => staffFilterOf(location.search));
  const { soon, ...asked } = filter;
  const show = (wanted: StaffFilter) => {
    history.replaceState(null, '', `?${new URLSearchParams({ ...wanted }).toString()}`);
    setFilter(wanted);
  };
  return (
    <>
      <FilterForm
        label="筛选在册人员"
        choices={choices}
        texts={texts}
        filter={{ ...asked }}
        onFilter={(query) => show(staffFilterOf(query))}
      />
      {soon !== undefined && (
        <p class="list-tools">
          <span>只显示{endingSoonDays}日内到期的注册。</span>
          <button type="button" class="button button-plain" onClick={() => show(asked)}>
            显示全部
          </button>
        </p>
      )}
      <Standing filter={filter} />
      {soon === undefined && <Ended filter={filter} />}
    </>
  );
}

interface ListProps {
  readonly filter: StaffFilter;
}

function Standing({ filter }: ListProps) {
  const selection = useSelection();
  const query = { ...filter, standing: 'true' } as const;
  const isAll = Object.keys(filter).length === 0;
  return (
    <section class="group" aria-labelledby="valid">
      <div class="group-heading">
        <h2 id="valid">有效的注册</h2>
        <StaffTable query={query} />
      </div>
      <PagedList
        name={`standing-${new URLSearchParams(query).toString()}`}
        load={(cursor) => send('employer', 'listStaff', { query: { ...query, ...cursor } })}
        empty={
          <p>
            {isAll
              ? '还没有在册人员。注册申请获准后，人员会出现在这里。'
              : '没有符合条件的有效注册，可以清除条件查看全部。'}
          </p>
        }
      >
        {(items, reload) => (
          <>
            <StaffBar items={items} selection={selection} onDone={reload} />
            <People items={items} selection={selection} />
          </>
        )}
      </PagedList>
    </section>
  );
}

function Ended({ filter }: ListProps) {
  const query = { ...filter, standing: 'false' } as const;
  return (
    <section class="group" aria-labelledby="ended">
      <h2 id="ended">已失效的注册</h2>
      <PagedList
        name={`ended-${new URLSearchParams(query).toString()}`}
        load={(cursor) => send('employer', 'listStaff', { query: { ...query, ...cursor } })}
        empty={<p>没有已失效的注册。</p>}
      >
        {(items) => <People items={items} selection={null} />}
      </PagedList>
    </section>
  );
}

interface PeopleProps {
  readonly items: readonly RegistrationView[];
  readonly selection: Selection | null;
}

function People({ items, selection }: PeopleProps) {
  return (
    <ul class="list">
      {items.map((item) => (
        <RegisteredPerson key={item.number} registration={item} selection={selection} />
      ))}
    </ul>
  );
}
