import { useState } from 'preact/hooks';
import { rowOf } from '../../../../domain/catalogue.ts';
import type { ApplicationSummary } from '../../../../api/application.ts';
import type { RegistrationView } from '../../../../api/people.ts';
import { professions } from '../../../../domain/professions.ts';
import { caseAddress } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import { instantText } from '../../words/dates.ts';
import { registeredUntil, searchKindNames } from '../../words/desk-search.ts';
import { Button } from '../shared/button.tsx';
import { TextField } from '../shared/field.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { queryParameter } from '../shared/query.tsx';
import { StateBadge } from '../shared/state-badge.tsx';
import { useLoad } from '../shared/use-load.ts';
import { caseTitle, ListRow } from './list-row.tsx';

/** Finds cases and entries of the register by whatever is known of them, in one box. */
export function SearchPage() {
  return (
    <Gate party="staff" reads="application-search">
      {() => <Search />}
    </Gate>
  );
}

function Search() {
  const [text, setText] = useState(() => queryParameter('text') ?? queryParameter('number') ?? '');
  return (
    <>
      <SearchBox
        initial={text}
        onSearch={(wanted) => {
          history.replaceState(null, '', `?${new URLSearchParams({ text: wanted }).toString()}`);
          setText(wanted);
        }}
      />
      {text !== '' && <Found text={text} />}
    </>
  );
}

function SearchBox({ initial, onSearch }: { readonly initial: string; readonly onSearch: (text: string) => void }) {
  const [typed, setTyped] = useState(initial);
  const [missing, setMissing] = useState(false);
  return (
    <form
      class="panel"
      role="search"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = typed.trim();
        setMissing(wanted === '');
        if (wanted !== '') onSearch(wanted);
      }}
    >
      <TextField
        name="text"
        label="查找"
        hint="受理编号、注册编号、证件号码、信用代码、手机号码、受理日期，或者姓名的两个字以上"
        value={typed}
        maxLength={100}
        error={missing ? '请填写要查找的内容。' : undefined}
        onChange={setTyped}
      />
      <div class="actions">
        <Button type="submit">查找</Button>
      </div>
    </form>
  );
}

function Found({ text }: { readonly text: string }) {
  const loading = useLoad(text, () => send('department', 'searchDesk', { query: { text } }));
  return (
    <LoadView loading={loading} rows={2}>
      {({ kind, cases, entries }) =>
        cases.items.length + entries.items.length === 0 ? (
          <div class="empty">
            <p>
              {kind === 'too-short' ? '姓名请至少填写两个字。' : `没有找到与“${text}”相符的申请和注册信息，请核对。`}
            </p>
            {kind !== 'too-short' && <p class="soft">已按{searchKindNames[kind] ?? '姓名'}查找。</p>}
          </div>
        ) : (
          <>
            <p class="soft">已按{searchKindNames[kind] ?? '姓名'}查找。</p>
            {cases.items.length > 0 && <FoundCases {...cases} />}
            {entries.items.length > 0 && <FoundEntries {...entries} />}
          </>
        )
      }
    </LoadView>
  );
}

interface Group<Item> {
  readonly items: readonly Item[];
  readonly more: boolean;
}

function FoundCases({ items, more }: Group<ApplicationSummary>) {
  return (
    <section class="group" aria-labelledby="found-cases">
      <h2 id="found-cases">申请</h2>
      <ul class="list">
        {items.map((item) => (
          <ListRow
            key={item.id}
            address={caseAddress(item.id, null)}
            title={caseTitle(item)}
            badge={<StateBadge state={item.state} effect={rowOf(item).effect} stalled={item.stalled} />}
            action="查看"
          >
            <p class="soft">
              {item.employerName} <span class="number">{item.number}</span> · 更新于 {instantText(item.updatedAt)}
            </p>
          </ListRow>
        ))}
      </ul>
      {more && <p class="soft">还有更多，请填写得更完整。</p>}
    </section>
  );
}

function FoundEntries({ items, more }: Group<RegistrationView>) {
  return (
    <section class="group" aria-labelledby="found-entries">
      <h2 id="found-entries">注册信息</h2>
      <ul class="list">
        {items.map((item) => (
          <ListRow
            key={item.number}
            address={`/department/register.html?${new URLSearchParams({ number: item.number }).toString()}`}
            title={`${item.holderName} · ${professions[item.profession].name}`}
            action="查看"
          >
            <p class="soft">
              {item.employerName} <span class="number">{item.number}</span> · {registeredUntil(item)}
            </p>
          </ListRow>
        ))}
      </ul>
      {more && <p class="soft">还有更多，请填写得更完整。</p>}
    </section>
  );
}
