import { useState } from 'preact/hooks';
import type { RegistrationView } from '../../../../api/people.ts';
import { caseAddress } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import { BeginCancellation } from '../shared/begin-cancellation.tsx';
import { Button } from '../shared/button.tsx';

type BeginnableRegistration = Pick<RegistrationView, 'number' | 'profession' | 'terms'>;

/** 依职权注销: a reviewer begins the cancellation of a registration, or of some specialties of it, on a legal ground. */
export function OfficialCancellation({ registration }: { readonly registration: BeginnableRegistration }) {
  const { number } = registration;
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
        registration={registration}
        initiator="department"
        warnings={{
          cancellation:
            '提交后听取注册人员本人陈述申辩，再进入审核和审批，并告知聘用企业。准予注销后注册证书随即失效，不能恢复。',
          'cancel-specialty':
            '提交后听取注册人员本人陈述申辩，再进入审核和审批，并告知聘用企业。准予后该专业不能恢复，其他专业不变，换发注册证书。',
        }}
        statementHint="写明查实的事实、证据和时间，将写入注销文书。"
        confirm="提交依职权注销"
        act={(body, key) => send('department', 'beginCancellation', { params: { number }, body }, key)}
        address={(id) => caseAddress(id, null)}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
