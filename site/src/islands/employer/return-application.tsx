import type { ApplicationView } from '../../../../api/application.ts';
import { send } from '../../session/send.ts';
import { ReasonButton } from '../shared/reason-button.tsx';

interface ReturnApplicationProps {
  readonly application: ApplicationView;
  readonly onDone: () => void;
}

/** 退回, with the reason that the practitioner will read. */
export function ReturnApplication({ application: { id, version }, onDone }: ReturnApplicationProps) {
  return (
    <ReasonButton
      name={`return-${id}`}
      title="退回申请"
      explanation="退回后由申请人修改并重新提交，本企业将再次收到待办事项。"
      label="退回原因"
      confirm="确认退回"
      required
      act={(reason, key) => send('employer', 'return', { params: { id }, body: { version, reason } }, key)}
      onDone={onDone}
    >
      退回
    </ReasonButton>
  );
}
