import { useEffect, useState } from 'preact/hooks';
import { typedRegistrationNumber } from '../../../../domain/typed.ts';
import { comparableCode } from '../../../../domain/verification-code.ts';
import { registrationNumberHint } from '../../words/registration.ts';
import { send } from '../../session/send.ts';
import { mistakeOf, readVerification, type VerificationForm, verificationProblems } from '../../words/verification.ts';
import { TextField } from '../shared/field.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { useReady } from '../shared/use-ready.ts';
import { SearchForm } from './search-form.tsx';
import { useSearch } from './use-search.ts';
import { MistakenCertificate, VerifiedCertificate } from './verification-result.tsx';

/** 证书验证: by the QR code of a certificate, which leads here, or by typing number and code. */
export function Verification() {
  const [form, setForm] = useState({ number: '', code: '' });
  const { attempts, busy, answer, failure, search } = useSearch(
    (wanted: VerificationForm) => verificationProblems(wanted).size === 0,
    ({ number, code }) =>
      send('public', 'verifyCertificate', {
        params: { number: typedRegistrationNumber(number) },
        body: { code: comparableCode(code) },
      }),
  );
  const ready = useReady();
  const mistake = mistakeOf(failure);
  const problems = attempts > 0 ? verificationProblems(form) : new Map<string, string>();

  useEffect(() => {
    const read = () => {
      const given = readVerification(location);
      setForm(given);
      if (given.number !== '' && given.code !== '') void search(given);
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
      <SearchForm
        state={{ attempts, busy }}
        problems={problems}
        ready={ready}
        label={busy ? '正在验证…' : '验证'}
        onSearch={() => void search(form)}
      >
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
      </SearchForm>
      <div aria-live="polite" class="group">
        {!busy && answer !== null && <VerifiedCertificate certificate={answer.found} />}
        {mistake === null ? (
          <FailureNotice failure={failure} onRetry={() => void search(form)} />
        ) : (
          <MistakenCertificate mistake={mistake} />
        )}
      </div>
    </>
  );
}
