import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { csvText } from '../../../../domain/csv-text.ts';
import { shanghaiDate } from '../../../../domain/calendar-dates.ts';
import { cityNames, elsewhere } from '../../../../domain/divisions.ts';
import { states } from '../../../../domain/states.ts';
import { saveText } from '../../files/save-text.ts';
import { send } from '../../session/send.ts';
import {
  cityName,
  cityTable,
  type Figures,
  type FigureMonths,
  type FigureTable,
  fileNameOf,
  matterTable,
  monthName,
  monthsUpTo,
  monthTable,
  officerTable,
  queueTable,
  stateTable,
  stepTable,
  sumName,
  timeBars,
  verificationTable,
} from '../../words/figures.ts';
import { Button } from '../shared/button.tsx';
import { Select } from '../shared/field.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { queryParameter } from '../shared/query.tsx';
import { useLoad } from '../shared/use-load.ts';
import { BarChart, MonthChart, TimeChart } from './figure-charts.tsx';

/** 统计: what the department's work amounts to, in tables with pictures of them; for whoever answers for it. */
export function FiguresPage() {
  return (
    <Gate party="staff" reads="figures">
      {() => <Shown />}
    </Gate>
  );
}

interface Filter {
  readonly month: string;
  /** Empty: all the province. */
  readonly city: string;
}

const monthsOffered = 36;

function Shown() {
  const [present] = useState(() => shanghaiDate(new Date()).slice(0, 7));
  const offered = monthsUpTo(present, monthsOffered);
  const [filter, setFilter] = useState<Filter>(() => ({
    month: offered.find((month) => month === queryParameter('month')) ?? present,
    city: [...Object.keys(cityNames), elsewhere].find((code) => code === queryParameter('city')) ?? '',
  }));
  const { month, city } = filter;
  const named = city === '' ? {} : { city };
  const figures = useLoad(`figures ${month} ${city}`, () =>
    send('department', 'getFigures', { query: { month, ...named } }),
  );
  const months = useLoad(`months ${city}`, () => send('department', 'listFigureMonths', { query: named }));
  function show(wanted: Filter): void {
    const query = new URLSearchParams({ month: wanted.month, ...(wanted.city === '' ? {} : { city: wanted.city }) });
    history.replaceState(null, '', `?${query.toString()}`);
    setFilter(wanted);
  }
  return (
    <>
      <FilterBar filter={filter} offered={offered} onShow={show} />
      <p class="soft print-only">
        {monthName(month)}提交的申请，{city === '' ? '全省' : cityName(city)}
      </p>
      <LoadView loading={figures}>{(data) => <MonthFigures figures={data} />}</LoadView>
      <LoadView loading={months}>{(data) => <Months months={data.items} month={month} city={city} />}</LoadView>
    </>
  );
}

interface FilterBarProps {
  readonly filter: Filter;
  readonly offered: readonly string[];
  readonly onShow: (filter: Filter) => void;
}

function FilterBar({ filter, offered, onShow }: FilterBarProps) {
  const cities = [...Object.keys(cityNames), elsewhere].map((value) => ({ value, label: cityName(value) }));
  return (
    <section class="panel screen-only" aria-label="统计范围">
      <div class="field-grid">
        <Select
          name="month"
          label="申请提交的月份"
          options={offered.map((value) => ({ value, label: monthName(value) }))}
          value={filter.month}
          onChange={(month) => onShow({ ...filter, month: month === '' ? (offered[0] ?? filter.month) : month })}
        />
        <Select
          name="city"
          label="企业所在设区市"
          placeholder="全省"
          options={cities}
          value={filter.city}
          onChange={(city) => onShow({ ...filter, city })}
        />
      </div>
      <div class="actions">
        <Button kind="plain" onClick={() => window.print()}>
          打印
        </Button>
      </div>
    </section>
  );
}

function MonthFigures({ figures }: { readonly figures: Figures }) {
  const { month, city, steps } = figures;
  const panel = { month, city };
  const perState = stateTable(figures);
  const scope = city === null ? '全省' : cityName(city);
  return (
    <>
      <TablePanel
        {...panel}
        table={perState}
        empty={`${scope}${monthName(month)}没有提交的申请。`}
        note={`${monthName(month)}首次提交的申请，以及它们现在的状态。以下按事项、设区市、环节的各表统计同一批申请；“不予”包括不予受理和不予注册。`}
      >
        <BarChart bars={perState.rows.map(([name = '', count]) => ({ name, count: Number(count), tone: 'accent' }))} />
      </TablePanel>
      <TablePanel {...panel} table={matterTable(figures)} empty="没有申请。" />
      {city === null && <TablePanel {...panel} table={cityTable(figures)} empty="没有申请。" />}
      <TablePanel
        {...panel}
        table={stepTable(figures)}
        empty="还没有办结的申请。"
        note="已办结申请的各个环节。用时按工作日计，当日办结的按小时计；中位数和95%数取自分档统计，所示为其所在的一档；红色为超过时限的用时。申请人撤回的不计。"
      >
        <div class="chart-grid">
          {steps
            .filter(({ handled }) => handled > 0)
            .map((step) => (
              <figure key={step.state}>
                <figcaption>{states[step.state].name}</figcaption>
                <TimeChart bars={timeBars(step)} />
              </figure>
            ))}
        </div>
      </TablePanel>
      <TablePanel
        {...panel}
        table={queueTable(figures)}
        empty="没有待办。"
        note={`此刻${scope}的待办，不论何时提交。`}
      />
      <TablePanel
        {...panel}
        table={officerTable(figures)}
        empty="没有办结的环节。"
        note={`${monthName(month)}内办结，全省。`}
      />
      <TablePanel
        {...panel}
        table={verificationTable(figures)}
        empty="没有验证记录。"
        note={`${monthName(month)}内社会公众验证证书的次数，全省；只计次数，不记录验证人。`}
      />
    </>
  );
}

function Months({
  months,
  month,
  city,
}: {
  readonly months: FigureMonths;
  readonly month: string;
  readonly city: string;
}) {
  return (
    <TablePanel month={month} city={city === '' ? null : city} table={monthTable(months)} empty="没有申请。">
      <MonthChart months={months} />
    </TablePanel>
  );
}

interface TablePanelProps {
  readonly table: FigureTable;
  readonly month: string;
  readonly city: string | null;
  readonly empty: string;
  readonly note?: string;
  /** A picture of the table. */
  readonly children?: ComponentChildren;
}

function TablePanel({ table, month, city, empty, note, children }: TablePanelProps) {
  const { name, header, rows } = table;
  return (
    <section class="panel figures" aria-label={name}>
      <div class="figures-head">
        <h2>{name}</h2>
        {rows.length > 0 && (
          <Button
            kind="plain"
            name={`下载 CSV：${name}`}
            onClick={() => saveText(csvText(header, rows), fileNameOf(table, month, city))}
          >
            下载 CSV
          </Button>
        )}
      </div>
      {note !== undefined && <p class="soft">{note}</p>}
      {rows.length === 0 ? (
        <p class="soft">{empty}</p>
      ) : (
        <>
          {children}
          <Table table={table} />
        </>
      )}
    </section>
  );
}

function Table({ table: { name, header, rows } }: { readonly table: FigureTable }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={`${name}表`}>
      <table>
        <thead>
          <tr>
            {header.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first = '', ...cells]) => (
            <tr key={first} class={first === sumName ? 'sum' : undefined}>
              <th scope="row">{first}</th>
              {cells.map((cell, index) => (
                <td key={header[index + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
