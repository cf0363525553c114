import { useEffect, useState } from 'preact/hooks';
import { type SessionParty, sessionParties } from '../../lib/session.ts';
import { failureOf, type Failure } from '../../lib/problem.ts';
import { send } from '../../lib/send.ts';
import { beginSignIn } from '../../lib/sign-in.ts';
import { FailureNotice, Notice } from '../shared/notice.tsx';
import { useReady } from '../shared/use-ready.ts';

const choices: Readonly<Record<SessionParty, { readonly title: string; readonly text: string }>> = {
  person: { title: '个人登录', text: '职业资格人员：申报注册、查询进度、下载证书' },
  'legal-person': { title: '法人登录', text: '聘用企业：确认申请、上传签字盖章的申请表' },
  staff: { title: '工作人员登录', text: '住房和城乡建设厅工作人员：受理、审核、审批' },
};

/** The three ways to sign in. The one that the page before asked for comes first. */
export function SignInChoices() {
  const [wanted, setWanted] = useState<SessionParty | null>(null);
  const [expired, setExpired] = useState(false);
  const [leaving, setLeaving] = useState<SessionParty | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const ready = useReady();
  useEffect(() => {
    const query = new URLSearchParams(location.search);
    setWanted(sessionParties.find((party) => party === query.get('party')) ?? null);
    setExpired(query.get('reason') === 'expired');
  }, []);

  async function leave(party: SessionParty): Promise<void> {
    setLeaving(party);
    setFailure(null);
    const query = new URLSearchParams(location.search);
    const page = { origin: location.origin, returnTo: query.get('returnTo'), loginHint: query.get('login_hint') };
    try {
      const configuration = await send('public', 'getConfiguration', {});
      location.assign(await beginSignIn(configuration, party, page, sessionStorage));
    } catch (error) {
      setFailure(
        error instanceof Error && 'code' in error
          ? { code: 'issuer', message: '登录服务暂时无法使用，请稍后重试。', errors: [], retry: true }
          : failureOf(error),
      );
      setLeaving(null);
    }
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
              onClick={() => {
                if (leaving === null) void leave(party);
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
