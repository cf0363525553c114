import { useState } from 'preact/hooks';
import type { RegistrationView } from '../../../../api/people.ts';
import { caseAddress } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import { BeginCancellation } from '../shared/begin-cancellation.tsx';
import { Button } from '../shared/button.tsx';

/** 依职权注销: a reviewer begins the cancellation of a registration on a legal ground. */
export function OfficialCancellation({ number, profession }: Pick<RegistrationView, 'number' | 'profession'>) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <div class="actions">
        <Button kind="plain" onClick={() => setAsking(true)}>
          依职权注销
        </Button>
      </div>
    );
  }
  return (
    <>
      <h3>依职权注销</h3>
      <BeginCancellation
        number={number}
        profession={profession}
        initiator="department"
        warning="提交后进入审核和审批，并告知注册人员和聘用企业。准予注销后注册证书随即失效，不能恢复。"
        statementHint="写明查实的事实、证据和时间，将写入注销文书。"
        confirm="提交依职权注销"
        act={(body, key) => send('department', 'beginCancellation', { params: { number }, body }, key)}
        address={(id) => caseAddress(id, null)}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
