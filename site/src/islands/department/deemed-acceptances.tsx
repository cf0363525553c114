import type { DeemedAcceptance } from '../../../../api/people.ts';
import { matterNames } from '../../../../domain/catalogue.ts';
import { professions } from '../../../../domain/professions.ts';
import { caseAddress } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import { instantText } from '../../words/dates.ts';
import { PagedList } from '../shared/paged-list.tsx';

/** 视为受理: what nobody examined in time and the law has accepted, the newest first, for whoever answers for the officers. */
export function DeemedAcceptanceList() {
  return (
    <PagedList
      name="deemed-acceptances"
      live
      load={(query) => send('department', 'listDeemedAcceptances', { query })}
      empty={<p>没有视为受理的申请。受理环节逾期未处理、依法视为受理的申请会列在这里。</p>}
    >
      {(items) => (
        <ul class="list">
          {items.map((item) => (
            <Row key={`${item.applicationId}/${item.at}`} item={item} />
          ))}
        </ul>
      )}
    </PagedList>
  );
}

function Row({ item }: { readonly item: DeemedAcceptance }) {
  const { applicationId, applicantName, profession, matter, number, at, reason } = item;
  const address = caseAddress(applicationId, null);
  return (
    <li class="row">
      <div>
        <p class="row-title">
          <a href={address}>
            {applicantName} · {professions[profession].name}
            {matterNames[matter]}
          </a>
        </p>
        <p>{reason}</p>
        <p class="soft">
          <span class="number">受理编号 {number}</span> · {instantText(at)}
        </p>
      </div>
      <div class="row-side">
        <a class="button button-plain" href={address}>
          查看
        </a>
      </div>
    </li>
  );
}
