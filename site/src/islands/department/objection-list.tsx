import { useState } from 'preact/hooks';
import { matterNames } from '../../../../domain/catalogue.ts';
import { cityNames } from '../../../../domain/divisions.ts';
import { dueColours } from '../../../../domain/due-colour.ts';
import { objectionOutcomes, objectionStageNames, openStages } from '../../../../domain/objections.ts';
import { typedNumber } from '../../../../domain/typed.ts';
import {
  batchProblem,
  objectionFilterOf,
  type ObjectionListFilter,
  type OfferedConditions,
  typedBatch,
} from '../../session/objection-filter.ts';
import { looksUp } from '../../session/queue-filter.ts';
import { send } from '../../session/send.ts';
import { instantText } from '../../words/dates.ts';
import { dueColourNames } from '../../words/desk-queues.ts';
import { professionNames } from '../../words/professions.ts';
import { Due } from '../shared/due.tsx';
import { type FilterChoice, FilterForm, type FilterText, optionsOf } from '../shared/filter-form.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { caseTitle, ListRow } from './list-row.tsx';

type ConditionName = keyof ObjectionListFilter;
type Choice = FilterChoice & { readonly name: ConditionName };

const kinds: readonly Choice[] = [
  { name: 'profession', label: '职业', options: optionsOf(professionNames) },
  { name: 'matter', label: '事项', options: optionsOf(matterNames) },
  { name: 'city', label: '企业所在设区市', options: optionsOf(cityNames) },
];

/** One of the lists of objections, and what of it can be chosen. */
interface ObjectionListRow extends OfferedConditions {
  readonly name: 'open' | 'answered';
  readonly label: string;
  readonly empty: string;
  readonly stageLabel: string;
}

/** Those that wait for their answer. */
export const openObjections: ObjectionListRow = {
  name: 'open',
  label: '待答复',
  empty: '没有待答复的公示异议。有人对公示提出异议后会出现在这里。',
  stageLabel: '进展',
  stages: openStages,
  colours: dueColours,
};

/** The two lists of objections. */
export const objectionLists: readonly ObjectionListRow[] = [
  openObjections,
  {
    name: 'answered',
    label: '已答复',
    empty: '还没有答复过的公示异议。',
    stageLabel: '答复结果',
    stages: objectionOutcomes,
    colours: [],
  },
];

function choicesOf({ stageLabel, stages, colours }: ObjectionListRow): readonly Choice[] {
  const stage = stages.map((value) => ({ value, label: objectionStageNames[value] }));
  return [
    ...kinds,
    ...(colours.length === 0
      ? []
      : [{ name: 'colour', label: '答复期限', options: optionsOf(dueColourNames) } as const]),
    { name: 'stage', label: stageLabel, options: stage },
  ];
}

const texts = [
  { name: 'batch', label: '公示批次（如 2026-3）', most: 40, clean: typedBatch, problem: batchProblem },
  { name: 'name', label: '姓名（两个字以上）', most: 50 },
  { name: 'number', label: '受理编号（前4位以上）', most: 20, clean: typedNumber },
  { name: 'employer', label: '聘用企业名称或信用代码', most: 100 },
] as const satisfies readonly (FilterText & { readonly name: ConditionName })[];

interface ObjectionQueueProps {
  readonly list: ObjectionListRow;
  /** What the address says beside the filter: which list it is. */
  readonly place: Readonly<Record<string, string>>;
}

/** One of the lists, narrowed by what stands in the address, so that it can be kept, shared and come back to. */
export function ObjectionQueue({ list, place }: ObjectionQueueProps) {
  const { name, empty } = list;
  const [filter, setFilter] = useState(() => objectionFilterOf(location.search, list));
  const isAll = Object.keys(filter).length === 0;
  return (
    <>
      <FilterForm
        label="筛选公示异议"
        choices={choicesOf(list)}
        texts={texts}
        filter={{ ...filter }}
        onFilter={(query) => {
          const wanted = objectionFilterOf(query, list);
          history.replaceState(null, '', `?${new URLSearchParams({ ...place, ...wanted }).toString()}`);
          setFilter(wanted);
        }}
      />
      <PagedList
        name={`objections-${name} ${new URLSearchParams({ ...filter }).toString()}`}
        live={!looksUp(filter)}
        load={(cursor) => send('department', 'listObjections', { query: { list: name, ...filter, ...cursor } })}
        empty={<p>{isAll ? empty : '没有符合条件的公示异议。可以清除条件查看全部。'}</p>}
      >
        {(items) => (
          <ul class="list">
            {items.map((item) => (
              <ListRow
                key={item.id}
                address={`/department/objections.html?id=${item.id}`}
                title={caseTitle(item)}
                {...(item.state === 'open' ? { due: <Due openedAt={item.filedAt} dueAt={item.dueAt} /> } : {})}
                action={item.state === 'open' ? '办理' : '查看'}
              >
                <p class="soft case-who">
                  <span>{item.batchNumber}</span>
                  <span class="number">受理编号 {item.number}</span>
                </p>
                <p class="soft">
                  {item.answeredAt === null
                    ? `${instantText(item.filedAt)} 提出`
                    : `${instantText(item.answeredAt)} 答复`}{' '}
                  · {objectionStageNames[item.stage]}
                </p>
              </ListRow>
            ))}
          </ul>
        )}
      </PagedList>
    </>
  );
}
