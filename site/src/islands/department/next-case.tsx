import { useState } from 'preact/hooks';
import type { DepartmentQueue } from '../../../../domain/staff-access.ts';
import { nextCaseAddress } from '../../session/next-case.ts';
import type { DeskFilter } from '../../session/queue-filter.ts';
import { send } from '../../session/send.ts';
import { queueNames } from '../../words/queues.ts';
import { Button } from '../shared/button.tsx';
import { FailureNotice, Notice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';
import { KeyHelp } from './key-help.tsx';
import { useKeys } from './use-keys.ts';

interface NextCaseProps {
  readonly queue: DepartmentQueue;
  /** Which cases, as the list shows them. */
  readonly filter?: DeskFilter;
}

/** 领办下一件: takes the case that is due soonest and opens it, by a button or one key. */
export function NextCase({ queue, filter = {} }: NextCaseProps) {
  const [none, setNone] = useState(false);
  const command = useCommand((_: string, key: string) =>
    send('department', 'claimNext', { body: { queue, ...filter } }, key),
  );
  async function goOn(): Promise<void> {
    setNone(false);
    const answer = await command.run('');
    if (answer === undefined) return;
    if (answer.applicationId === null) setNone(true);
    else location.assign(nextCaseAddress(answer.applicationId, queue, filter));
  }
  useKeys({ n: () => void goOn() });
  return (
    <>
      <div class="desk-bar">
        <p class="soft">
          按 <kbd>n</kbd> 领办{queueNames[queue]}环节最先到期的一件，30分钟内由您办理。
        </p>
        <div class="actions">
          <KeyHelp keys={[{ key: 'n', label: '领办下一件' }]} />
          <Button busy={command.busy} onClick={() => void goOn()}>
            领办下一件
          </Button>
        </div>
      </div>
      <FailureNotice failure={command.failure} onRetry={() => void goOn()} />
      {none && <Notice title="没有可以领办的事项">其余事项正由他人办理，或者须由其他人员办理。</Notice>}
    </>
  );
}
