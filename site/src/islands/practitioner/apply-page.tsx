import type { ProfileView, QualificationView } from '../../../../api/people.ts';
import { type MatterRow, matterRows } from '../../../../domain/catalogue.ts';
import { applicationAddress } from '../../lib/addresses.ts';
import { send } from '../../lib/send.ts';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useLoad } from '../shared/use-load.ts';
import { AlreadyOpen } from './already-open.tsx';
import { MatterList } from './matter-list.tsx';
import { ProfileIncomplete } from './profile-incomplete.tsx';

/** 我要办事: choose a profession and a matter, and begin. */
export function ApplyPage() {
  return <Gate party="person">{() => <Choices />}</Gate>;
}

function Choices() {
  const loading = useLoad('apply', async () => {
    const [profile, { items }] = await Promise.all([
      send('practitioner', 'getProfile', {}),
      send('practitioner', 'listQualifications', {}),
    ]);
    return { profile, qualifications: items };
  });
  return (
    <LoadView loading={loading}>
      {({ profile, qualifications }) => <Matters profile={profile} qualifications={qualifications} />}
    </LoadView>
  );
}

interface MattersProps {
  readonly profile: ProfileView;
  readonly qualifications: readonly QualificationView[];
}

// Two entries of 我要办事 in the manual: 注册申报 (一（二）2) and 长三角示范区注册 (一（三）2).
const registrations = matterRows.filter(({ effect }) => effect === 'registration');
const groups = [
  { id: 'declare', title: '注册申报', rows: registrations.filter(({ zone }) => zone === null) },
  { id: 'zone', title: '长三角示范区注册', rows: registrations.filter(({ zone }) => zone !== null) },
] as const;

function Matters({ profile, qualifications }: MattersProps) {
  const command = useCommand(({ profession, matter }: MatterRow, key) =>
    send('practitioner', 'createApplication', { body: { profession, matter } }, key),
  );

  async function begin(row: MatterRow): Promise<void> {
    const result = await command.run(row);
    if (result !== undefined) location.assign(applicationAddress('practitioner', result.id));
  }

  return (
    <>
      <ProfileIncomplete missing={profile.missing} returnTo="/practitioner/apply.html" />
      {command.failure?.code === 'already-exists' ? (
        <AlreadyOpen message={command.failure.message} id={command.failure.errors[0]?.message} />
      ) : (
        <FailureNotice failure={command.failure} />
      )}
      {groups.map(({ id, title, rows }) => (
        <section key={id} class="group" aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          <MatterList
            rows={rows}
            qualifications={qualifications}
            disabled={profile.missing.length > 0}
            busy={command.busy}
            onBegin={(row) => void begin(row)}
          />
        </section>
      ))}
    </>
  );
}
