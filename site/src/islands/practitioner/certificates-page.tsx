import type { RegistrationView } from '../../../../api/people.ts';
import { professions } from '../../../../domain/catalogue.ts';
import { fileName } from '../../lib/download.ts';
import { send } from '../../lib/send.ts';
import { registrationDetails } from '../../lib/registration.ts';
import { Details } from '../shared/details.tsx';
import { Download } from '../shared/download.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { useLoad } from '../shared/use-load.ts';
import { useRefresh } from '../shared/use-refresh.ts';

/** 我的证照: the registrations of the practitioner, each with its certificate. */
export function CertificatesPage() {
  return <Gate party="person">{() => <Certificates />}</Gate>;
}

function Certificates() {
  const loading = useLoad('registrations', () => send('practitioner', 'listRegistrations', {}));
  const { loaded } = loading;
  const waiting = loaded.kind === 'ready' && loaded.data.items.some(({ certificateReady }) => !certificateReady);
  useRefresh(waiting, true, () => loading.reload(true));
  return (
    <LoadView loading={loading}>
      {({ items }) =>
        items.length === 0 ? (
          <div class="empty">
            <p>您还没有电子注册证书。注册申请获准后，证书会出现在这里。</p>
            <a class="button" href="/practitioner/apply.html">
              我要办事
            </a>
          </div>
        ) : (
          <>
            {items.map((item) => (
              <Certificate key={item.number} registration={item} />
            ))}
          </>
        )
      }
    </LoadView>
  );
}

function Certificate({ registration }: { readonly registration: RegistrationView }) {
  const { number, profession, holderName, certificateReady } = registration;
  return (
    <Details title={`${professions[profession].name}注册证书`} items={registrationDetails(registration)}>
      {certificateReady ? (
        <div class="actions">
          <Download
            kind="button"
            label="下载电子证书"
            saveAs={fileName('注册证书', holderName, number)}
            address={() => send('practitioner', 'downloadCertificate', { params: { number } })}
          />
        </div>
      ) : (
        <p role="status">电子证书正在生成，完成后即可下载。</p>
      )}
    </Details>
  );
}
