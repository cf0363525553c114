import { useEffect, useState } from 'preact/hooks';
import { chineseDate } from '../../../../domain/calendar-dates.ts';
import { professions } from '../../../../domain/catalogue.ts';
import { registrationDetails } from '../../words/registration.ts';
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
        await send('public', 'verifyCertificate', { params: { number: number.trim() }, query: { code: code.trim() } }),
      );
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  }

  useEffect(() => {
    const given = readVerification(location.search);
    setForm(given);
    if (given.number !== '' && given.code !== '') void verify(given);
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
          <TextField {...field('number')} label="注册编号" hint="证书上的注册编号" required />
          <TextField {...field('code')} label="验证码" hint="证书二维码旁的验证码" required />
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
          <Notice tone="bad" title="没有查到这份证书。">
            <p>请核对注册编号和验证码。如确认无误仍查不到，该证书可能是伪造的。</p>
          </Notice>
        ) : (
          <FailureNotice failure={failure} onRetry={() => void verify(form)} />
        )}
      </div>
    </>
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
