import { useEffect, useState } from 'preact/hooks';
import { chineseDate } from '../../../../domain/calendar-dates.ts';
import { professions } from '../../../../domain/professions.ts';
import { typedRegistrationNumber } from '../../../../domain/typed.ts';
import { comparableCode } from '../../../../domain/verification-code.ts';
import { registrationDetails, registrationNumberHint } from '../../words/registration.ts';
import { type Failure, failureOf } from '../../session/problem.ts';
import type { Answer } from '../../forms/contract.ts';
import { send } from '../../session/send.ts';
import { readVerification, verificationProblems } from '../../words/verification.ts';
import { Button } from '../shared/button.tsx';
import { Details } from '../shared/details.tsx';
import { FieldSummary } from '../shared/field-summary.tsx';
import { TextField } from '../shared/field.tsx';
import { FailureNotice, Notice } from '../shared/notice.tsx';
import { useReady } from '../shared/use-ready.ts';

type Certificate = Answer<'public', 'verifyCertificate'>;

/** 证书验证: by the QR code of a certificate, which leads here, or by typing number and code. */
export function Verification() {
  const [form, setForm] = useState({ number: '', code: '' });
  const [attempts, setAttempts] = useState(0);
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<Certificate | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const ready = useReady();
  const problems = attempts > 0 ? verificationProblems(form) : new Map<string, string>();

  async function verify(wanted: typeof form): Promise<void> {
    setAttempts(attempts + 1);
    setFound(null);
    setFailure(null);
    if (verificationProblems(wanted).size > 0) return;
    setBusy(true);
    const { number, code } = wanted;
    try {
      setFound(
        await send('public', 'verifyCertificate', {
          params: { number: typedRegistrationNumber(number) },
          body: { code: comparableCode(code) },
        }),
      );
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  }

  useEffect(() => {
    const read = () => {
      const given = readVerification(location);
      setForm(given);
      if (given.number !== '' && given.code !== '') void verify(given);
    };
    read();
    // Another certificate scanned into the same page changes only what stands behind the #.
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);

  const field = (name: keyof typeof form) => ({
    name,
    value: form[name],
    error: problems.get(name),
    disabled: !ready,
    onChange: (value: string) => setForm({ ...form, [name]: value }),
  });
  return (
    <>
      <form
        class="panel"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void verify(form);
        }}
      >
        <FieldSummary key={attempts} problems={problems} />
        <div class="field-grid">
          <TextField
            {...field('number')}
            label="注册编号"
            hint={registrationNumberHint}
            clean={typedRegistrationNumber}
            required
          />
          <TextField
            {...field('code')}
            label="验证码"
            hint="证书二维码下方的16位字母和数字，不分大小写，横线可以不填。"
            required
          />
        </div>
        <div class="actions">
          <Button type="submit" busy={busy} disabled={!ready}>
            {busy ? '正在验证…' : '验证'}
          </Button>
        </div>
      </form>
      <div aria-live="polite" class="group">
        {found !== null && <Genuine certificate={found} />}
        {failure?.code === 'not-found' ? (
          <NotFound />
        ) : (
          <FailureNotice failure={failure} onRetry={() => void verify(form)} />
        )}
      </div>
    </>
  );
}

/** Most people who find nothing have mistyped: what to look at comes first, what to think of the certificate last. */
function NotFound() {
  return (
    <Notice tone="warn" title="没有查到这份证书，请先核对填写的内容。">
      <ul>
        <li>注册编号和验证码须来自同一份证书。证书换发后，以最新一份为准。</li>
        <li>验证码共16位，只有数字和字母；其中没有字母 I、L、O、U，看着像它们的是数字 1 和 0，或者字母 V。</li>
        <li>最稳妥的办法：用手机扫描证书上的二维码，无需填写。</li>
      </ul>
      <p>扫描二维码仍查不到的，请向出示证书的人索取电子证书原件，或者向江苏省住房和城乡建设厅核实。</p>
    </Notice>
  );
}

function Genuine({ certificate }: { readonly certificate: Certificate }) {
  const { status, validUntil, cancelledOn } = certificate;
  return (
    <>
      {status === 'valid' && <Notice tone="good" title="证书真实有效。" />}
      {status === 'expired' && (
        <Notice tone="warn" title={`证书真实，但注册已于${chineseDate(validUntil)}到期失效。`} />
      )}
      {status === 'cancelled' && (
        <Notice
          tone="bad"
          title={`证书已失效：该注册已${cancelledOn === null ? '' : `于${chineseDate(cancelledOn)}`}注销。`}
        />
      )}
      <Details title={`${professions[certificate.profession].name}注册证书`} items={registrationDetails(certificate)} />
    </>
  );
}
