import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { mayRead, type StaffReading } from '../../../../domain/staff-access.ts';
import { homePages, signInAddress } from '../../session/addresses.ts';
import { partyNames, type Session, type SessionParty } from '../../session/session.ts';
import { onSessionChange, tab } from '../../session/tab.ts';
import { Skeleton } from './skeleton.tsx';

interface GateProps {
  readonly party: SessionParty;
  /** Of a page of the staff: what its reader must be allowed to read. */
  readonly reads?: StaffReading;
  readonly children: (session: Session) => ComponentChildren;
}

/**
 * Shows a page to the party that it is for; everybody else reads who it is for and how to get in. A session that ends takes nothing away
 * from who reads or types; signing out, in any tab, does.
 */
export function Gate({ party, reads, children }: GateProps) {
  const [session, setSession] = useState<Session | null | undefined>(undefined);
  useEffect(() => {
    setSession(tab.session());
    return onSessionChange(() => {
      if (tab.isSignedOut()) setSession(null);
    });
  }, []);
  if (session === undefined) return <Skeleton />;
  if (session?.party === party) {
    return reads === undefined || mayRead(reads, session.roles) ? <>{children(session)}</> : <NotForRole />;
  }
  return <Refused party={party} session={session} />;
}

function NotForRole() {
  return (
    <section class="panel panel-narrow" aria-labelledby="gate-title">
      <h2 id="gate-title">当前账号没有此项权限</h2>
      <p>此页面供受理、审核、审批人员使用。如需办理，请联系管理员开通相应角色，或者换用其他账号登录。</p>
      <div class="actions">
        <a class="button button-plain" href={homePages.staff}>
          返回我的首页
        </a>
      </div>
    </section>
  );
}

function Refused({ party, session }: { readonly party: SessionParty; readonly session: Session | null }) {
  const { pathname, search, hash } = location;
  return (
    <section class="panel panel-narrow" aria-labelledby="gate-title">
      <h2 id="gate-title">{session === null ? '请先登录' : '请更换账号登录'}</h2>
      {session === null ? (
        <p>此页面需要以{partyNames[party]}身份登录后使用。</p>
      ) : (
        <p>
          您现在以{partyNames[session.party]}身份（{session.name}）登录，此页面供{partyNames[party]}使用。
        </p>
      )}
      <div class="actions">
        <a class="button" href={signInAddress(party, `${pathname}${search}${hash}`)}>
          {partyNames[party]}登录
        </a>
        {session !== null && (
          <a class="button button-plain" href={homePages[session.party]}>
            返回我的首页
          </a>
        )}
      </div>
    </section>
  );
}
