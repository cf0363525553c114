import type { ApplicationView } from '../../../../api/application.ts';
import { send } from '../../session/send.ts';
import { ReasonButton } from '../shared/reason-button.tsx';

interface WithdrawCancellationProps {
  readonly application: ApplicationView;
  readonly onDone: () => void;
}

/** 撤回 of a cancellation that the employer has begun itself. */
export function WithdrawCancellation({ application: { id, version }, onDone }: WithdrawCancellationProps) {
  return (
    <ReasonButton
      name={`withdraw-${id}`}
      title="撤回注销申请"
      explanation="撤回后本次申请终止，该人员的注册不变。需要注销时，请在“在册人员”中重新申请。"
      label="撤回原因"
      confirm="确认撤回"
      required={false}
      act={(reason, key) => {
        const body = { version, reason: reason === '' ? null : reason };
        return send('employer', 'withdraw', { params: { id }, body }, key);
      }}
      onDone={onDone}
    >
      撤回
    </ReasonButton>
  );
}
