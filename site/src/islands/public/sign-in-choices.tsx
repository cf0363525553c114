import { useEffect, useState } from 'preact/hooks';
import { type SessionParty, sessionParties } from '../../session/session.ts';
import { FailureNotice, Notice } from '../shared/notice.tsx';
import { useReady } from '../shared/use-ready.ts';
import { useSignIn } from './use-sign-in.ts';

const choices: Readonly<Record<SessionParty, { readonly title: string; readonly text: string }>> = {
  person: { title: '个人登录', text: '职业资格人员：申报注册、查询进度、下载证书' },
  'legal-person': { title: '法人登录', text: '聘用企业：确认申请、上传签字盖章的申请表' },
  staff: { title: '工作人员登录', text: '住房和城乡建设厅工作人员：受理、审核、审批' },
};

/** The three ways to sign in. The one that the page before asked for comes first. */
export function SignInChoices() {
  const [wanted, setWanted] = useState<SessionParty | null>(null);
  const [expired, setExpired] = useState(false);
  const { leaving, failure, leave } = useSignIn((address) => location.assign(address));
  const ready = useReady();
  useEffect(() => {
    const query = new URLSearchParams(location.search);
    setWanted(sessionParties.find((party) => party === query.get('party')) ?? null);
    setExpired(query.get('reason') === 'expired');
  }, []);

  function choose(party: SessionParty): void {
    const query = new URLSearchParams(location.search);
    void leave(party, { returnTo: query.get('returnTo'), loginHint: query.get('login_hint') });
  }

  const ordered = [...sessionParties].sort((left, right) => Number(right === wanted) - Number(left === wanted));
  return (
    <>
      {expired && <Notice tone="warn">登录已失效，请重新登录。您填写的内容已保留在本页，登录后继续。</Notice>}
      <FailureNotice failure={failure} />
      <ul class="list">
        {ordered.map((party) => (
          <li key={party}>
            <button
              type="button"
              class={wanted === null || wanted === party ? 'sign-in' : 'sign-in sign-in-other'}
              disabled={!ready}
              aria-busy={leaving === party}
              onClick={() => choose(party)}
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
