import { mayRead } from '../../../../domain/staff-access.ts';
import type { RegisterListFilter } from '../../session/register-filter.ts';
import { send } from '../../session/send.ts';
import { jobAddress } from '../../words/jobs.ts';
import { Button } from '../shared/button.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';

interface ExportButtonProps {
  readonly filter: RegisterListFilter;
  readonly roles: readonly string[];
}

/** Orders what the filter finds as CSV, for whoever may: a task for the background, whose page has the file. */
export function ExportButton({ filter, roles }: ExportButtonProps) {
  const order = useCommand((body: RegisterListFilter, key: string) =>
    send('department', 'exportRegister', { body: { ...body } }, key),
  );
  if (!mayRead('register-export', roles)) return null;
  async function go(): Promise<void> {
    const ordered = await order.run(filter);
    if (ordered !== undefined) location.assign(jobAddress(ordered.id));
  }
  return (
    <>
      <FailureNotice failure={order.failure} />
      <p class="list-tools">
        <span class="soft">按当前条件导出全部注册信息，含证件号码，在后台进行。</span>
        <Button kind="plain" busy={order.busy} onClick={() => void go()}>
          导出 CSV
        </Button>
      </p>
    </>
  );
}
