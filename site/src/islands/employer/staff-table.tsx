import { shanghaiDate } from '../../../../domain/calendar-dates.ts';
import type { RegistrationView } from '../../../../api/people.ts';
import { saveText } from '../../files/save-text.ts';
import { send } from '../../session/send.ts';
import type { StaffFilter } from '../../session/staff-filter.ts';
import { Button } from '../shared/button.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';

interface StaffTableProps {
  readonly query: StaffFilter & { readonly standing: 'true' };
}

/** Saves what the list finds as CSV, all its pages. */
export function StaffTable({ query }: StaffTableProps) {
  const table = useCommand(async (name: string) => {
    const { staffTable } = await import('../../words/staff-table.ts');
    saveText(staffTable(await allPages(query)), name);
  });
  return (
    <>
      <FailureNotice failure={table.failure} />
      <Button kind="plain" busy={table.busy} onClick={() => void table.run(`在册人员-${shanghaiDate(new Date())}.csv`)}>
        下载表格
      </Button>
    </>
  );
}

async function allPages(query: StaffTableProps['query']): Promise<readonly RegistrationView[]> {
  const all: RegistrationView[] = [];
  for (let cursor: { cursor?: string } | null = {}; cursor !== null;) {
    const page: { items: RegistrationView[]; cursor: string | null } = await send('employer', 'listStaff', {
      query: { ...query, ...cursor },
    });
    all.push(...page.items);
    cursor = page.cursor === null ? null : { cursor: page.cursor };
  }
  return all;
}
