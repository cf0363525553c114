import { useState } from 'preact/hooks';
import type { ProfileView, QualificationView } from '../../../../api/people.ts';
import { matterNames, matterRows, type MatterRow, professions } from '../../../../domain/catalogue.ts';
import { applicationAddress } from '../../lib/addresses.ts';
import { send } from '../../lib/send.ts';
import { Button } from '../shared/button.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { FailureNotice, Notice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useLoad } from '../shared/use-load.ts';
import { ProfileIncomplete } from './profile-incomplete.tsx';

/** 注册申报: choose a profession and a matter, and begin. */
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
    <LoadView loading={loading} rows={4}>
      {({ profile, qualifications }) => <Matters profile={profile} qualifications={qualifications} />}
    </LoadView>
  );
}

interface MattersProps {
  readonly profile: ProfileView;
  readonly qualifications: readonly QualificationView[];
}

function Matters({ profile, qualifications }: MattersProps) {
  const complete = profile.missing.length === 0;
  const [open, setOpen] = useState<string | null>(null);
  const command = useCommand(async ({ profession, matter }: MatterRow, key) =>
    send('practitioner', 'createApplication', { body: { profession, matter } }, key),
  );

  async function begin(row: MatterRow): Promise<void> {
    setOpen(`${row.profession}/${row.matter}`);
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
      <ul class="list">
        {matterRows.map((row) => {
          const held = qualifications.filter(({ profession }) => profession === row.profession).length;
          const name = `${row.profession}/${row.matter}`;
          return (
            <li key={name} class="row">
              <div>
                <p class="row-title">
                  {professions[row.profession].name}
                  {matterNames[row.matter]}
                </p>
                <p class="soft">
                  注册有效期{professions[row.profession].validYears}年 ·{' '}
                  {held > 0 ? `已有${held}项职业资格` : '“我的资格”中没有该职业资格'}
                </p>
              </div>
              <div class="row-side">
                <Button
                  kind={held > 0 ? 'main' : 'plain'}
                  disabled={!complete}
                  busy={command.busy && open === name}
                  onClick={() => void begin(row)}
                >
                  开始申报
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function AlreadyOpen({ message, id }: { readonly message: string; readonly id: string | undefined }) {
  return (
    <Notice tone="warn" title={message}>
      {id !== undefined && (
        <a class="button button-plain" href={applicationAddress('practitioner', id)}>
          继续办理
        </a>
      )}
    </Notice>
  );
}
