import { useState } from 'preact/hooks';
import { asks, matterRows } from '../../../../domain/catalogue.ts';
import { professions } from '../../../../domain/professions.ts';
import { applicationAddress } from '../../session/addresses.ts';
import { wantedOf } from '../../words/entrances.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { RadioGroup } from '../shared/choices.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { ownAddress } from '../shared/query.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useLoad } from '../shared/use-load.ts';
import { AlreadyOpen } from './already-open.tsx';
import { ProfileIncomplete } from './profile-incomplete.tsx';

const rows = matterRows.filter(({ effect }) => asks(effect, 'entry'));

/** 我的资格 → 省外资格信息录入: choose the qualification and begin (manual 一（二）1). */
export function EntryPage() {
  return <Gate party="person">{() => <Beginning />}</Gate>;
}

function Beginning() {
  const loading = useLoad('profile', () => send('practitioner', 'getProfile', {}));
  return <LoadView loading={loading}>{({ missing }) => <Choice missing={missing} />}</LoadView>;
}

function Choice({ missing }: { readonly missing: readonly string[] }) {
  const [chosen, setChosen] = useState<string>(wantedOf(location.href).profession ?? '');
  const [asked, setAsked] = useState(false);
  const row = rows.find(({ profession }) => profession === chosen);
  const command = useCommand(({ profession, matter }: (typeof rows)[number], key) =>
    send('practitioner', 'createApplication', { body: { profession, matter } }, key),
  );

  async function begin(): Promise<void> {
    setAsked(true);
    if (row === undefined) return;
    const result = await command.run(row);
    if (result !== undefined) location.assign(applicationAddress('practitioner', result.id));
  }

  return (
    <>
      <ProfileIncomplete missing={missing} returnTo={ownAddress()} />
      {command.failure?.code === 'already-exists' ? (
        <AlreadyOpen message={command.failure.message} id={command.failure.errors[0]?.message} />
      ) : (
        <FailureNotice failure={command.failure} onRetry={() => void begin()} />
      )}
      <section class="panel">
        <p>
          省外获得的{rows.map(({ profession }) => professions[profession].name).join('、')}
          职业资格，如需在本省注册，需先进行省外资格信息录入，审批通过后再申请各类注册事项。
        </p>
        <RadioGroup
          name="profession"
          label="资格名称"
          required
          value={chosen}
          error={asked && row === undefined ? '请选择资格名称。' : undefined}
          choices={rows.map(({ profession }) => ({ value: profession, label: professions[profession].name }))}
          onChange={setChosen}
        />
        <p class="rule">请备好资格证书的彩色扫描件（PDF、JPG 或 PNG）。在省外做过初始注册的，请备好原注册信息。</p>
        <div class="actions">
          <Button disabled={missing.length > 0} busy={command.busy} onClick={() => void begin()}>
            开始录入
          </Button>
          <a class="button button-plain" href="/practitioner/qualifications.html">
            返回我的资格
          </a>
        </div>
      </section>
    </>
  );
}
