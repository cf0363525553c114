import { useEffect, useRef } from 'preact/hooks';
import { type SessionParty, sessionParties } from '../../session/session.ts';
import { FailureNotice } from '../shared/notice.tsx';
import { useReady } from '../shared/use-ready.ts';
import { useSignIn } from './use-sign-in.ts';

const choices: Readonly<Record<SessionParty, { readonly title: string; readonly text: string }>> = {
  person: { title: '个人登录', text: '职业资格人员：申报注册、查询进度、下载证书' },
  'legal-person': { title: '法人登录', text: '聘用企业：确认申请、上传签字盖章的申请表' },
  staff: { title: '工作人员登录', text: '住房和城乡建设厅工作人员：受理、审核、审批' },
};

/** The three ways to sign in. Whoever has said as which party they come is led straight on to the issuer, and chooses only when that fails. */
export function SignInChoices() {
  const ledOn = useRef(false);
  // Who was led on and goes back means the page before this one.
  const { leaving, failure, leave } = useSignIn((address) =>
    ledOn.current ? location.replace(address) : location.assign(address),
  );
  const ready = useReady();

  function choose(party: SessionParty): void {
    const query = new URLSearchParams(location.search);
    void leave(party, { returnTo: query.get('returnTo'), loginHint: query.get('login_hint') });
  }

  useEffect(() => {
    const wanted = new URLSearchParams(location.search).get('party');
    const party = sessionParties.find((candidate) => candidate === wanted);
    if (party === undefined) return;
    ledOn.current = true;
    choose(party);
  }, []);

  return (
    <>
      <FailureNotice failure={failure} />
      <ul class="list">
        {sessionParties.map((party) => (
          <li key={party}>
            <button
              type="button"
              class="sign-in"
              disabled={!ready}
              aria-busy={leaving === party}
              onClick={() => {
                ledOn.current = false;
                choose(party);
              }}
            >
              <strong>{leaving === party ? '正在前往登录…' : choices[party].title}</strong>
              <span>{choices[party].text}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
