import { useState } from 'preact/hooks';
import type { RegistrationView } from '../../../../api/people.ts';
import { professions } from '../../../../domain/professions.ts';
import { applicationAddress } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import { BeginCancellation } from '../shared/begin-cancellation.tsx';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { useLoad } from '../shared/use-load.ts';
import { CompanyIncomplete } from './company-incomplete.tsx';

interface CancelRegistrationProps {
  readonly registration: RegistrationView;
}

/** 申请注销: the employer begins the cancellation of one of its own people's registrations, or of some specialties of it, and seals the form next. */
export function CancelRegistration({ registration }: CancelRegistrationProps) {
  const { number, holderName, profession } = registration;
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  return (
    <>
      <Button kind="plain" name={`申请注销 ${holderName} ${number}`} onClick={() => setAsking(true)}>
        申请注销
      </Button>
      {asking && (
        <Dialog title="申请注销" onClose={close}>
          <p class="case-who">
            <span>
              {holderName} · {professions[profession].name}
            </span>
            <span>注册编号 {number}</span>
          </p>
          <Question registration={registration} onClose={close} />
        </Dialog>
      )}
    </>
  );
}

function Question({ registration, onClose }: CancelRegistrationProps & { readonly onClose: () => void }) {
  const { number } = registration;
  const loading = useLoad('company', () => send('employer', 'getCompany', {}));
  return (
    <LoadView loading={loading} rows={4}>
      {({ missing }) =>
        missing.length > 0 ? (
          <>
            <CompanyIncomplete missing={missing} returnTo="/employer/registrations.html" />
            <div class="actions">
              <Button kind="plain" onClick={onClose}>
                取消
              </Button>
            </div>
          </>
        ) : (
          <BeginCancellation
            registration={registration}
            initiator="employer"
            warnings={{
              cancellation:
                '提交后生成注销注册申请表，由本企业签字盖章后上传，并听取注册人员本人陈述申辩。准予注销后注册证书随即失效，不能恢复。',
              'cancel-specialty':
                '提交后生成注销专业申请表，由本企业签字盖章后上传，并听取注册人员本人陈述申辩。准予后该专业不能恢复，其他专业不变，换发注册证书。',
            }}
            statementHint="例如劳动关系解除或者终止的时间和原因。"
            confirm="提交，去签字盖章"
            act={(body, key) => send('employer', 'beginCancellation', { params: { number }, body }, key)}
            address={(id) => applicationAddress('employer', id)}
            onClose={onClose}
          />
        )
      }
    </LoadView>
  );
}
