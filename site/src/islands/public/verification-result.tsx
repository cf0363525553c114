import type { VerificationMistake } from '../../../../domain/verification-code.ts';
import { professions } from '../../../../domain/professions.ts';
import { registrationDetails } from '../../words/registration.ts';
import { mistakeWords, type Verified, verifiedWords } from '../../words/verification.ts';
import { Details } from '../shared/details.tsx';
import { Notice } from '../shared/notice.tsx';

/** What the register says of a certificate; of an earlier one, only that another has taken its place. */
export function VerifiedCertificate({ certificate }: { readonly certificate: Verified }) {
  const { tone, title, note } = verifiedWords(certificate);
  return (
    <>
      <Notice tone={tone} title={title}>
        {note !== null && <p>{note}</p>}
      </Notice>
      {certificate.status !== 'replaced' && (
        <Details
          title={`${professions[certificate.profession].name}注册证书`}
          items={registrationDetails(certificate)}
        />
      )}
    </>
  );
}

/** Most people who find nothing have mistyped: what to look at comes first, what to think of the certificate last. */
export function MistakenCertificate({ mistake }: { readonly mistake: VerificationMistake }) {
  const { tone, title, hints } = mistakeWords[mistake];
  return (
    <Notice tone={tone} title={title}>
      <ul>
        {hints.map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
        <li>最稳妥的办法：用手机扫描证书上的二维码，无需填写。</li>
      </ul>
      <p>扫描二维码仍查不到的，请向出示证书的人索取电子证书原件，或者向江苏省住房和城乡建设厅核实。</p>
    </Notice>
  );
}
