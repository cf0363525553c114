import { useState } from 'preact/hooks';
import type { WorkItemView } from '../../../../api/people.ts';
import { type DepartmentQueue, roleOfQueue } from '../../../../domain/staff-access.ts';
import type { Answer } from '../../forms/contract.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { RadioGroup } from '../shared/choices.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { TextArea } from '../shared/field.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';

interface AssignProps {
  readonly item: WorkItemView;
  readonly queue: DepartmentQueue;
  readonly officers: Answer<'department', 'getWorkload'>['officers'];
  readonly onDone: () => void;
}

/** 指派: the head gives a case to an officer of its queue, with the reason that the history keeps. */
export function AssignCase({ item, queue, officers, onDone }: AssignProps) {
  const [asking, setAsking] = useState(false);
  const [staffId, setStaffId] = useState('');
  const [reason, setReason] = useState('');
  const command = useCommand(
    async (body: { staffId: string; reason: string }, key) =>
      await send('department', 'assign', { params: { id: item.applicationId }, body }, key),
  );
  async function submit(): Promise<void> {
    if ((await command.run({ staffId, reason })) === undefined) return;
    setAsking(false);
    onDone();
  }
  return (
    <>
      <Button kind="plain" name={`指派 ${item.number}`} onClick={() => setAsking(true)}>
        指派
      </Button>
      {asking && (
        <Dialog title={`指派 ${item.number}`} onClose={() => setAsking(false)}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void submit();
            }}
          >
            <FailureNotice failure={command.failure} />
            <RadioGroup
              name="officer"
              label="办理人员"
              required
              value={staffId}
              onChange={setStaffId}
              choices={officers
                .filter(({ roles }) => roles.includes(roleOfQueue[queue]))
                .map(({ staffId: value, name, claimed }) => ({ value, label: name, note: `领办中 ${claimed} 件` }))}
            />
            <TextArea name="reason" label="指派理由" required maxLength={500} value={reason} onChange={setReason} />
            <div class="actions">
              <Button type="submit" busy={command.busy} disabled={staffId === '' || reason.trim() === ''}>
                确认指派
              </Button>
              <Button kind="plain" onClick={() => setAsking(false)}>
                取消
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}
