import type { CertificateView } from '../../../../api/people.ts';
import { professions } from '../../../../domain/professions.ts';
import { fileName } from '../../files/download.ts';
import { send } from '../../session/send.ts';
import { registrationDetails } from '../../words/registration.ts';
import { Details } from '../shared/details.tsx';
import { Download } from '../shared/download.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { MissingId, queryParameter } from '../shared/query.tsx';
import { useLoad } from '../shared/use-load.ts';

/** One electronic certificate, to show and to download: what it says, and the QR code by which anybody verifies it. */
export function CertificatePage() {
  return <Gate party="person">{() => <WithNumber />}</Gate>;
}

function WithNumber() {
  const number = queryParameter('number');
  return number === null ? <MissingId back="/practitioner/certificates.html" /> : <Certificate number={number} />;
}

function Certificate({ number }: { readonly number: string }) {
  const loading = useLoad(number, () => send('practitioner', 'getCertificate', { params: { number } }));
  return <LoadView loading={loading}>{(certificate) => <Shown certificate={certificate} />}</LoadView>;
}

function Shown({ certificate }: { readonly certificate: CertificateView }) {
  const { number, profession, holderName, code, verifyUrl, qrCode } = certificate;
  return (
    <Details title={`${professions[profession].name}注册证书`} items={registrationDetails(certificate)}>
      <figure class="qr">
        <svg viewBox={`0 0 ${qrCode.size} ${qrCode.size}`} role="img" aria-label="证书验证二维码">
          <path d={qrCode.path} />
        </svg>
        <figcaption>
          请查验人扫描二维码，或者在<a href={verifyUrl}>证书验证</a>中输入注册编号和验证码 {code}。
        </figcaption>
      </figure>
      <div class="actions">
        <Download
          kind="button"
          label="下载电子证书"
          saveAs={fileName('注册证书', holderName, number)}
          address={() => send('practitioner', 'downloadCertificate', { params: { number } })}
        />
        <a class="button button-plain" href="/practitioner/certificates.html">
          返回我的证照
        </a>
      </div>
    </Details>
  );
}
