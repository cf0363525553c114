import { useEffect, useState } from 'preact/hooks';
import { type Failure, failureOf } from '../../session/problem.ts';
import { send } from '../../session/send.ts';
import { finishSignIn, type SignInResult } from '../../session/sign-in.ts';
import { FailureNotice } from '../shared/notice.tsx';

type Unfinished = Extract<SignInResult, { ok: false }>;

const messages: Readonly<Record<Unfinished['reason'], string>> = {
  cancelled: '您已取消登录。',
  'not-begun': '登录已完成或已在其他窗口继续，请返回重新登录。',
  failed: '登录没有成功，请重新登录。',
};

/** Comes back from the issuer: redeems the code and goes on to the page that wanted a sign-in. */
export function SignInCallback() {
  const [unfinished, setUnfinished] = useState<Unfinished | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function finish(): Promise<void> {
    setFailure(null);
    try {
      const configuration = await send('public', 'getConfiguration', {});
      const result = await finishSignIn(configuration, new URL(location.href), {
        own: sessionStorage,
        shared: localStorage,
      });
      if (result.ok) location.replace(result.returnTo);
      else setUnfinished(result);
    } catch (error) {
      setFailure(failureOf(error));
    }
  }

  useEffect(() => void finish(), []);
  if (failure !== null) return <FailureNotice failure={failure} onRetry={() => void finish()} />;
  if (unfinished === null) return <p role="status">正在完成登录，请稍候…</p>;
  return (
    <section class="panel panel-narrow">
      <h2>{messages[unfinished.reason]}</h2>
      <div class="actions">
        <a class="button" href={unfinished.again}>
          返回登录
        </a>
        <a class="button button-plain" href="/">
          返回首页
        </a>
      </div>
    </section>
  );
}
