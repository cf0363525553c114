import { send } from '../../session/send.ts';
import { jobAddress } from '../../words/jobs.ts';
import { Button } from '../shared/button.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';

/** Under a trial that has ended: the file is as it was tried, and can be imported. */
export function ImportTried({ fileId }: { readonly fileId: string }) {
  const run = useCommand((_: string, key: string) =>
    send('department', 'runImport', { params: { id: fileId }, body: { dryRun: false } }, key),
  );
  async function go(): Promise<void> {
    const ordered = await run.run('');
    if (ordered !== undefined) location.assign(jobAddress(ordered.id));
  }
  return (
    <>
      <p>试导入没有保存任何数据。核对结果后可以导入同一个文件；不导入的行不影响其他行。</p>
      <FailureNotice failure={run.failure} />
      <div class="actions">
        <Button busy={run.busy} onClick={() => void go()}>
          导入这个文件
        </Button>
      </div>
    </>
  );
}
