import { send } from '../../session/send.ts';
import { instantText } from '../../words/dates.ts';
import { Button } from '../shared/button.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useLoad } from '../shared/use-load.ts';

/** The 公告 that collects what is approved now, with when it is published; whoever may closes it before. */
export function CollectingAnnouncement({ closes }: { readonly closes: boolean }) {
  const loading = useLoad('collecting', () => send('department', 'getCollecting', {}));
  const command = useCommand((batch: string, key: string) =>
    send('department', 'closeAnnouncement', { params: { batch } }, key),
  );
  async function close(id: string): Promise<void> {
    if ((await command.run(id)) !== undefined) await loading.reload(true);
  }
  return (
    <section class="panel">
      <h2>正在汇集的公告</h2>
      <LoadView loading={loading} rows={2}>
        {({ batch }) =>
          batch === null ? (
            <p class="soft">上一批公告发布以来还没有新的决定。</p>
          ) : (
            <>
              <p>
                {batch.number}，{instantText(batch.publishedAt)} 自动发布。
              </p>
              {closes && !batch.closing && (
                <div class="actions">
                  <Button kind="plain" busy={command.busy} onClick={() => void close(batch.id)}>
                    提前发布
                  </Button>
                </div>
              )}
            </>
          )
        }
      </LoadView>
      <FailureNotice failure={command.failure} />
    </section>
  );
}
