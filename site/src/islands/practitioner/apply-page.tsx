import { isStanding } from '../../../../domain/holds.ts';
import type { ProfileView } from '../../../../api/people.ts';
import { shanghaiDate } from '../../../../domain/calendar-dates.ts';
import { wantedOf } from '../../words/entrances.ts';
import { matterGroups, matterOfNewIdentity, type Possessions } from '../../words/matter-choice.ts';
import { send } from '../../session/send.ts';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { ownAddress } from '../shared/query.tsx';
import { useLoad } from '../shared/use-load.ts';
import { MatterList } from './matter-list.tsx';
import { ProfileIncomplete } from './profile-incomplete.tsx';
import { BeginFailure, useBegin } from './use-begin.tsx';

/** 我要办事: choose a profession and a matter, and begin or go on; what the address names comes first. */
export function ApplyPage() {
  return <Gate party="person">{() => <Choices />}</Gate>;
}

function Choices() {
  const loading = useLoad('apply', async () => {
    const [profile, qualifications, registrations, applications] = await Promise.all([
      send('practitioner', 'getProfile', {}),
      send('practitioner', 'listQualifications', {}),
      send('practitioner', 'listRegistrations', {}),
      // The newest are enough: there is one open application per profession, and an older one is found when another is begun.
      send('practitioner', 'listApplications', { query: {} }),
    ]);
    const items = { qualifications: qualifications.items, registrations: registrations.items };
    return {
      profile,
      has: { ...items, applications: applications.items, holder: profile, today: shanghaiDate(new Date()) },
    };
  });
  return <LoadView loading={loading}>{({ profile, has }) => <Matters profile={profile} has={has} />}</LoadView>;
}

interface MattersProps {
  readonly profile: ProfileView;
  readonly has: Possessions;
}

function Matters({ profile, has }: MattersProps) {
  const { begin, busy, failure } = useBegin();
  const list = { disabled: profile.missing.length > 0, busy, onBegin: begin };
  return (
    <>
      <ProfileIncomplete missing={profile.missing} returnTo={ownAddress()} />
      <BeginFailure failure={failure} />
      {matterGroups(has, wantedOf(location.href)).map(({ id, title, choices }) => (
        <section key={id} class="group" aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          <MatterList choices={choices} {...list} />
        </section>
      ))}
      {!has.registrations.some(({ status }) => isStanding(status)) && (
        <section class="group" aria-labelledby="registered">
          <h2 id="registered">延续、变更、增项、注销注册</h2>
          <div class="panel">
            <p>您没有有效的注册，无需办理。取得注册后，可办理的事项会列在这里和“我的证照”中。</p>
            <details>
              <summary>证件号码已变更，查不到原来的注册？</summary>
              <p>请选择原注册的职业，办理变更注册（个人信息）；原注册由原证件号码查找。</p>
              <MatterList choices={matterOfNewIdentity(has)} {...list} />
            </details>
          </div>
        </section>
      )}
    </>
  );
}
