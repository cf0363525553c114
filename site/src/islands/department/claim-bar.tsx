import type { DepartmentCaseView } from '../../../../api/department-case-view.ts';
import { roleOfQueue } from '../../../../domain/staff-access.ts';
import { send } from '../../session/send.ts';
import { claimText } from '../../words/claims.ts';
import { queueOfState } from '../../words/queues.ts';
import { Button } from '../shared/button.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { ReasonButton } from '../shared/reason-button.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useKeys } from './use-keys.ts';

interface ClaimBarProps {
  readonly application: DepartmentCaseView;
  readonly roles: readonly string[];
  /** Whom the issuer means by the officer. */
  readonly subject: string;
  readonly onReload: () => void;
}

/** Who is handling the case: taken, given back, or taken over with a reason. Nothing where nobody of the department has to act. */
export function ClaimBar({ application, roles, subject, onReload }: ClaimBarProps) {
  const { id, claim, state, dueAt } = application;
  const queue = queueOfState(state);
  const isOwn = claim?.staffId === subject;
  const command = useCommand(async (wish: 'claim' | 'releaseClaim', key: string) => {
    const params = { id };
    await (wish === 'claim'
      ? send('department', 'claim', { params, body: {} }, key)
      : send('department', 'releaseClaim', { params }, key));
    onReload();
    return wish;
  });
  const mayTake = queue !== null && dueAt !== null && roles.includes(roleOfQueue[queue]);
  useKeys({
    c: mayTake && claim === null ? () => void command.run('claim') : undefined,
    r: isOwn ? () => void command.run('releaseClaim') : undefined,
  });
  if (!mayTake && claim === null) return null;
  return (
    <section class="panel" aria-label="领办">
      <div class="desk-bar">
        <p class={claim === null ? 'soft' : 'claimed'}>
          {claim === null ? '尚无人领办；办理即为领办。' : claimText(claim, subject)}
        </p>
        <div class="actions">
          {mayTake && claim === null && (
            <Button kind="plain" busy={command.busy} onClick={() => void command.run('claim')}>
              领办
            </Button>
          )}
          {isOwn && (
            <Button kind="plain" busy={command.busy} onClick={() => void command.run('releaseClaim')}>
              放回
            </Button>
          )}
          {mayTake && claim !== null && !isOwn && (
            <ReasonButton
              name={`take-over-${id}`}
              title="接办"
              explanation={`这件申请正由${claim.name}办理，接办后由您办理。理由将记入办理记录，工作人员可见。`}
              label="接办理由"
              confirm="确认接办"
              required
              act={(reason, key) => send('department', 'claim', { params: { id }, body: { reason } }, key)}
              onDone={onReload}
            >
              接办
            </ReasonButton>
          )}
        </div>
      </div>
      <FailureNotice failure={command.failure} onReload={onReload} />
    </section>
  );
}
