import { useState } from 'preact/hooks';
import type { RegistrationView } from '../../../../api/people.ts';
import { cityNames } from '../../../../domain/divisions.ts';
import { shownStatusNames } from '../../../../domain/holds.ts';
import { professions } from '../../../../domain/professions.ts';
import { specialtyNames } from '../../../../domain/register-filter.ts';
import { typedIdentityNumber } from '../../../../domain/typed.ts';
import { registerAddress } from '../../session/addresses.ts';
import { monthProblem, registerFilterOf, registerQuery, typedMonth } from '../../session/register-filter.ts';
import { send } from '../../session/send.ts';
import { professionNames } from '../../words/professions.ts';
import { statusBadges, statusText } from '../../words/registration.ts';
import { FilterForm, optionsOf } from '../shared/filter-form.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { ExportButton } from './export-button.tsx';
import { ListRow } from './list-row.tsx';

const choices = [
  { name: 'profession', label: '职业', options: optionsOf(professionNames) },
  { name: 'specialty', label: '注册专业', options: specialtyNames.map((name) => ({ value: name, label: name })) },
  { name: 'city', label: '企业所在设区市', options: optionsOf(cityNames) },
  { name: 'status', label: '状态', options: optionsOf(shownStatusNames) },
] as const;

const texts = [
  { name: 'month', label: '到期月份（如 2027-03）', most: 10, clean: typedMonth, problem: monthProblem },
  { name: 'name', label: '姓名（两个字以上）', most: 50 },
  { name: 'employer', label: '聘用企业名称或信用代码', most: 100 },
  { name: 'idNumber', label: '证件号码', most: 30, clean: typedIdentityNumber },
] as const;

/** The register as a list, narrowed by what stands in the address, so that it can be kept, shared and come back to. */
export function RegisterList({ roles }: { readonly roles: readonly string[] }) {
  const [filter, setFilter] = useState(() => registerFilterOf(location.search));
  return (
    <>
      <FilterForm
        label="筛选注册名册"
        choices={choices}
        texts={texts}
        filter={{ ...filter }}
        onFilter={(query) => {
          const wanted = registerFilterOf(query);
          history.replaceState(null, '', `?${registerQuery(wanted)}`);
          setFilter(wanted);
        }}
      />
      <ExportButton filter={filter} roles={roles} />
      <PagedList
        name={registerQuery(filter)}
        load={(cursor) => send('department', 'listRegister', { query: { ...filter, ...cursor } })}
        empty={<p>没有符合条件的注册信息。可以清除条件查看全部。</p>}
      >
        {(items) => (
          <ul class="list">
            {items.map((item) => (
              <Entry key={item.number} entry={item} />
            ))}
          </ul>
        )}
      </PagedList>
    </>
  );
}

function Entry({ entry }: { readonly entry: RegistrationView }) {
  const { number, profession, holderName, specialties, employerName, status, validUntil } = entry;
  return (
    <ListRow
      address={registerAddress(number)}
      title={`${holderName} · ${professions[profession].name}`}
      badge={<span class={statusBadges[status]}>{statusText(entry)}</span>}
      action="查看"
    >
      <p class="soft">
        {employerName} <span class="number">{number}</span>
      </p>
      <p class="soft">
        {specialties.length > 0 && `${specialties.join('、')} · `}有效期至 <span class="number">{validUntil}</span>
      </p>
    </ListRow>
  );
}
