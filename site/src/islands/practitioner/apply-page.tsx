import type { ProfileView } from '../../../../api/people.ts';
import type { MatterRow } from '../../../../domain/catalogue.ts';
import { applicationAddress } from '../../lib/addresses.ts';
import { wantedOf } from '../../lib/entrances.ts';
import { type MatterGroup, matterGroups } from '../../lib/matter-choice.ts';
import { send } from '../../lib/send.ts';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { ownAddress } from '../shared/query.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useLoad } from '../shared/use-load.ts';
import { AlreadyOpen } from './already-open.tsx';
import { MatterList } from './matter-list.tsx';
import { ProfileIncomplete } from './profile-incomplete.tsx';

/** 我要办事: choose a profession and a matter, and begin or go on; what the address names comes first. */
export function ApplyPage() {
  return <Gate party="person">{() => <Choices />}</Gate>;
}

function Choices() {
  const loading = useLoad('apply', async () => {
    const [profile, qualifications, applications] = await Promise.all([
      send('practitioner', 'getProfile', {}),
      send('practitioner', 'listQualifications', {}),
      // The newest are enough: there is one open application per profession, and an older one is found when another is begun.
      send('practitioner', 'listApplications', { query: {} }),
    ]);
    return { profile, groups: matterGroups(qualifications.items, applications.items, wantedOf(location.href)) };
  });
  return (
    <LoadView loading={loading}>{({ profile, groups }) => <Matters profile={profile} groups={groups} />}</LoadView>
  );
}

interface MattersProps {
  readonly profile: ProfileView;
  readonly groups: readonly MatterGroup[];
}

function Matters({ profile, groups }: MattersProps) {
  const command = useCommand(({ profession, matter }: MatterRow, key) =>
    send('practitioner', 'createApplication', { body: { profession, matter } }, key),
  );

  async function begin(row: MatterRow): Promise<void> {
    const result = await command.run(row);
    if (result !== undefined) location.assign(applicationAddress('practitioner', result.id));
  }

  return (
    <>
      <ProfileIncomplete missing={profile.missing} returnTo={ownAddress()} />
      {command.failure?.code === 'already-exists' ? (
        <AlreadyOpen message={command.failure.message} id={command.failure.errors[0]?.message} />
      ) : (
        <FailureNotice failure={command.failure} />
      )}
      {groups.map(({ id, title, choices }) => (
        <section key={id} class="group" aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          <MatterList
            choices={choices}
            disabled={profile.missing.length > 0}
            busy={command.busy}
            onBegin={(row) => void begin(row)}
          />
        </section>
      ))}
    </>
  );
}
