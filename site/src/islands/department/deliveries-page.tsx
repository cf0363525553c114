import { useState } from 'preact/hooks';
import type { Answer } from '../../forms/contract.ts';
import { refusedRows } from '../../forms/refused-rows.ts';
import { saveText } from '../../files/save-text.ts';
import { send } from '../../session/send.ts';
import type { Session } from '../../session/session.ts';
import { instantText } from '../../words/dates.ts';
import { Button } from '../shared/button.tsx';
import { Gate } from '../shared/gate.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { OpinionForm } from '../shared/opinion-form.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { useCommand } from '../shared/use-command.ts';
import { CollectingAnnouncement } from './collecting-announcement.tsx';

type Delivery = Answer<'department', 'listDeliveries'>['items'][number];

const stateNames = { collecting: '正在生成', sent: '待登记回执', acknowledged: '已回执' } as const;

/** 公告与报送: the 公告 that collects, and the deliveries to the ministry's platform. */
export function DeliveriesPage() {
  return <Gate party="staff">{(session) => <Parts session={session} />}</Gate>;
}

function Parts({ session: { roles } }: { readonly session: Session }) {
  const [version, setVersion] = useState(0);
  const keeps = roles.includes('registrar');
  return (
    <>
      {(roles.includes('decision') || roles.includes('review')) && (
        <CollectingAnnouncement closes={roles.includes('decision')} />
      )}
      {(keeps || roles.includes('decision')) && (
        <section class="group">
          <h2>报送</h2>
          <p class="soft">已批准的变动按批次报送全国平台。每项变动只在一个批次中；被退回的进入下一批。</p>
          {keeps && <Collect onDone={() => setVersion(version + 1)} />}
          <PagedList
            name={`deliveries-${version}`}
            load={(query) => send('department', 'listDeliveries', { query })}
            empty={<p>还没有报送批次。</p>}
          >
            {(items, reload) => (
              <ul class="list">
                {items.map((item) => (
                  <DeliveryRow key={`${item.id}-${item.state}-${item.refused}`} {...{ item, keeps, reload }} />
                ))}
              </ul>
            )}
          </PagedList>
        </section>
      )}
    </>
  );
}

function Collect({ onDone }: { readonly onDone: () => void }) {
  const command = useCommand((_: null, key: string) => send('department', 'collectDelivery', {}, key));
  return (
    <div class="actions">
      <Button
        busy={command.busy}
        onClick={() => void command.run(null).then((made) => (made === undefined ? undefined : onDone()))}
      >
        {command.busy ? '正在生成…' : '生成报送批次'}
      </Button>
      <FailureNotice failure={command.failure} />
    </div>
  );
}

interface RowProps {
  readonly item: Delivery;
  readonly keeps: boolean;
  readonly reload: () => void;
}

function DeliveryRow({ item, keeps, reload }: RowProps) {
  const { id: batch, number, state, rows, refused, createdAt, createdBy, acknowledgedAt, receipt } = item;
  const download = useCommand(async (asked: string) => {
    const { fileName, text } = await send('department', 'downloadDelivery', { params: { batch: asked } });
    saveText(text, fileName);
  });
  return (
    <li class="row">
      <div>
        <p class="row-title">{number}</p>
        <p>
          {rows}项，退回{refused}项 · {stateNames[state]}
        </p>
        <p class="soft">
          {createdBy} {instantText(createdAt)} 生成
          {acknowledgedAt !== null && ` · ${instantText(acknowledgedAt)} 回执 ${receipt ?? ''}`}
        </p>
        {keeps && state === 'sent' && <Handling batch={batch} reload={reload} />}
        <FailureNotice failure={download.failure} />
      </div>
      {keeps && state !== 'collecting' && (
        <div class="row-side">
          <Button kind="plain" busy={download.busy} onClick={() => void download.run(batch)}>
            下载数据
          </Button>
        </div>
      )}
    </li>
  );
}

function Handling({ batch, reload }: { readonly batch: string; readonly reload: () => void }) {
  return (
    <>
      <details>
        <summary>登记退回的数据</summary>
        <OpinionForm
          name={`refused-${batch}`}
          field={`refused-${batch}`}
          label="退回的行"
          hint="每行一条：行标识（文件第一列），空格，退回原因。每次最多50行。"
          maxLength={10_000}
          confirm="登记退回"
          act={(text, key) =>
            send('department', 'refuseRows', { params: { batch }, body: { rows: refusedRows(text) } }, key)
          }
          onDone={reload}
          onReload={reload}
        />
      </details>
      <details>
        <summary>登记回执</summary>
        <OpinionForm
          name={`receipt-${batch}`}
          field={`receipt-${batch}`}
          label="回执编号"
          maxLength={100}
          confirm="登记回执"
          act={(receipt, key) =>
            send('department', 'acknowledgeDelivery', { params: { batch }, body: { receipt } }, key)
          }
          onDone={reload}
          onReload={reload}
        />
      </details>
    </>
  );
}
