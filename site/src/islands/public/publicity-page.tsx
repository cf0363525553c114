import { matterNames } from '../../../../domain/catalogue.ts';
import { professions } from '../../../../domain/professions.ts';
import type { Answer } from '../../forms/contract.ts';
import { send } from '../../session/send.ts';
import { instantText } from '../../words/dates.ts';
import { BatchView } from './batch-view.tsx';

type Entry = Answer<'public', 'getPublicity'>['items'][number];

/** One batch of 公示: its period, and who stands in it. */
export function PublicityPage() {
  return (
    <BatchView
      load={(batch, query) => send('public', 'getPublicity', { params: { batch }, query })}
      head={({ publishedAt, endsAt, over }) => (
        <>
          <p>
            公示期：{instantText(publishedAt)} 至 {instantText(endsAt)}
            {over && '（已满）'}
          </p>
          <p class="soft">以下人员拟准予注册，现予公示。公示期内，任何单位和个人有异议的，可以提出并说明理由。</p>
        </>
      )}
      empty="本批没有人员。"
      row={(entry, { over }) => <EntryRow key={entry.number} entry={entry} open={!over} />}
    />
  );
}

function EntryRow({ entry, open }: { readonly entry: Entry; readonly open: boolean }) {
  const { number, applicantName, maskedIdNumber, employerName, profession, matter, specialties, ended } = entry;
  return (
    <li class="row">
      <div>
        <p class="row-title">
          {applicantName} <span class="number soft">{maskedIdNumber}</span>
        </p>
        <p>
          {professions[profession].name}
          {matterNames[matter]}
          {specialties.length > 0 && `（${specialties.join('、')}）`}
        </p>
        <p class="soft">
          {employerName} · <span class="number">受理编号 {number}</span>
        </p>
      </div>
      {ended && <p class="soft">公示已终止</p>}
      {open && !ended && (
        <p class="screen-only">
          <a href={`/objection.html?number=${encodeURIComponent(number)}`}>提出异议</a>
        </p>
      )}
    </li>
  );
}
