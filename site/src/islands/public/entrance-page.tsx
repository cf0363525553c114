import { useEffect, useState } from 'preact/hooks';
import { companyAddress, homePages } from '../../session/addresses.ts';
import { isRecommended } from '../../words/browser.ts';
import {
  arrivalAddress,
  entranceAddress,
  type EntranceName,
  entrances,
  type Wanted,
  wantedName,
  wantedOf,
} from '../../words/entrances.ts';
import { type Failure, failureOf } from '../../session/problem.ts';
import { send } from '../../session/send.ts';
import { partyNames, type Session, type SessionParty } from '../../session/session.ts';
import { tab } from '../../session/tab.ts';
import { Button } from '../shared/button.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { useSignIn } from './use-sign-in.ts';

/**
 * A way in from another site: leads through the sign-in and on to what somebody came for. No page of it stays in the history, so that
 * going back leads to the site they came from.
 */
export function EntrancePage({ name }: { readonly name: EntranceName }) {
  const { party } = entrances[name];
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [session, setSession] = useState<Session | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const signIn = useSignIn((address) => location.replace(address));
  const moving = wanted === null || signIn.leaving !== null || (session?.party === party && failure === null);

  function leave(to: Wanted): void {
    void signIn.leave(party, { returnTo: entranceAddress(name, to), loginHint: null });
  }

  async function arrive(to: Wanted): Promise<void> {
    setFailure(null);
    try {
      location.replace(await firstPage(name, to));
    } catch (error) {
      setFailure(failureOf(error));
    }
  }

  useEffect(() => {
    const found = tab.session();
    const to = wantedOf(location.href);
    setSession(found);
    setWanted(to);
    if (found?.party === party) void arrive(to);
    // Another browser is advised first; whoever is signed in as another party is asked first.
    else if (found === null && (party === 'person' || isRecommended(navigator.userAgent))) leave(to);
  }, []);

  const purpose = wanted === null ? null : wantedName(wanted);
  return (
    <section class="panel panel-narrow" aria-labelledby="entrance-title">
      <h2 id="entrance-title">{purpose ?? '二级职业资格人员注册'}</h2>
      <FailureNotice failure={failure ?? signIn.failure} />
      <p role="status">{moving ? '正在前往，请稍候…' : situation(party, session)}</p>
      <div class="actions">
        <Button
          busy={moving}
          onClick={() => {
            if (wanted === null) return;
            if (session?.party === party) void arrive(wanted);
            else leave(wanted);
          }}
        >
          {session?.party === party ? '继续' : `${partyNames[party]}登录`}
        </Button>
        {session !== null && session.party !== party && (
          <a class="button button-plain" href={homePages[session.party]}>
            返回我的首页
          </a>
        )}
      </div>
    </section>
  );
}

function situation(party: SessionParty, session: Session | null): string {
  if (session === null) return `请以${partyNames[party]}身份登录，登录由江苏政务服务统一身份认证平台完成。`;
  if (session.party === party) return '您已登录。';
  return `您现在以${partyNames[session.party]}身份（${session.name}）登录，此入口供${partyNames[party]}使用。`;
}

/** Where somebody who has signed in arrives: an employer at its profile while that is incomplete, which then leads on (manual 二（一）). */
async function firstPage(name: EntranceName, wanted: Wanted): Promise<string> {
  const arrival = arrivalAddress(name, wanted);
  if (entrances[name].party === 'person') return arrival;
  const { missing } = await send('employer', 'getCompany', {});
  return missing.length > 0 ? companyAddress(arrival) : arrival;
}
