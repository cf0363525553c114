import type { JobView } from '../../../../api/job.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';

/** The file of a finished export: asked for by the click that saves it, since its address lives one minute. */
export function ExportFile({ job: { id, state } }: { readonly job: JobView }) {
  const file = useCommand((wanted: string) => send('department', 'downloadExport', { params: { id: wanted } }));
  if (state !== 'finished') return null;
  async function save(): Promise<void> {
    const found = await file.run(id);
    // It is saved where it is (Content-Disposition: attachment), whatever its size: the page stays.
    if (found !== undefined) location.assign(found.url);
  }
  return (
    <>
      <FailureNotice failure={file.failure} />
      <p class="soft">
        文件含证件号码，请妥善保管。每次下载的地址一分钟内有效，下载会留下查阅记录；文件保留一天后删除。
      </p>
      <div class="actions">
        <Button busy={file.busy} onClick={() => void save()}>
          下载 CSV
        </Button>
      </div>
    </>
  );
}
