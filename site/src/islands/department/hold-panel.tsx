import { useState } from 'preact/hooks';
import { shanghaiDate } from '../../../../domain/calendar-dates.ts';
import { mayRead } from '../../../../domain/staff-access.ts';
import { caseAddress } from '../../session/addresses.ts';
import { instantText } from '../../words/dates.ts';
import type { Answer } from '../../forms/contract.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { RadioGroup } from '../shared/choices.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { Notice } from '../shared/notice.tsx';
import { useLoad } from '../shared/use-load.ts';
import { HoldForm } from './hold-form.tsx';
import { OpinionForm } from '../shared/opinion-form.tsx';

type Entry = Answer<'department', 'findRegistration'>['items'][number];
type Proposal = Answer<'department', 'registrationHistory'>['proposal'];

interface HoldPanelProps {
  readonly entry: Entry;
  readonly roles: readonly string[];
  readonly onChanged: () => void;
}

/** 暂停执业、在建项目锁定 of an entry, with what was done to it; what an officer may do now depends on the roles. */
export function HoldPanel({ entry, roles, onChanged }: HoldPanelProps) {
  const { number, version } = entry;
  const loading = useLoad(`${number}-${version}`, () =>
    send('department', 'registrationHistory', { params: { number } }),
  );
  const changed = () => {
    void loading.reload(true);
    onChanged();
  };
  return (
    <LoadView loading={loading} rows={2}>
      {({ events, proposal }) => (
        <>
          {proposal !== null && <Proposed proposal={proposal} entry={entry} roles={roles} onChanged={changed} />}
          {entry.cancelledOn === null && (
            <Actions entry={entry} proposal={proposal} roles={roles} onChanged={changed} />
          )}
          <section class="entry-history" aria-label="变动记录">
            <h3>变动记录</h3>
            {events.length === 0 ? (
              <p class="soft">本平台还没有这项注册的变动记录。</p>
            ) : (
              <ul class="list">
                {events.map(({ id, at, title, actor, told, applicationId, caseNumber }) => (
                  <li key={id} class="row">
                    <div>
                      <p class="row-title">{title}</p>
                      <p class="lines">{told}</p>
                      <p class="soft">
                        {actor === null ? '' : `${actor} · `}
                        {instantText(at)}
                        <CaseNumber id={applicationId} number={caseNumber} roles={roles} />
                      </p>
                    </div>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </>
      )}
    </LoadView>
  );
}

/** The application by which something was approved: the way to it for whoever may see cases, its number for others. */
function CaseNumber({ id, number, roles }: { id: string | null; number: string | null; roles: readonly string[] }) {
  if (id === null || number === null) return null;
  return (
    <>
      {' · '}
      {mayRead('case', roles) ? (
        <a class="number" href={caseAddress(id, null)}>
          {number}
        </a>
      ) : (
        <span class="number">{number}</span>
      )}
    </>
  );
}

function Proposed({
  proposal,
  entry,
  roles,
  onChanged,
}: HoldPanelProps & { readonly proposal: NonNullable<Proposal> }) {
  const { reason, document, from, until, officerName } = proposal;
  const [chosen, setChosen] = useState('');
  const { number, version } = entry;
  const decide = (action: 'confirm-suspension' | 'decline-suspension') => (text: string, key: string) =>
    send('department', 'holdRegistration', { params: { number }, body: { action, version, reason: text } }, key);
  return (
    <>
      <Notice tone="warn" title={`${officerName}提出自${from}至${until}暂停执业，待决定。`}>
        <p>依据：{document}</p>
        <p class="lines">{reason}</p>
      </Notice>
      {roles.includes('decision') && (
        <>
          <RadioGroup
            name="suspension-decision"
            label="决定"
            required
            value={chosen}
            onChange={setChosen}
            choices={[
              { value: 'confirm-suspension', label: '准予暂停执业', note: '告知注册人员和聘用企业' },
              { value: 'decline-suspension', label: '不予暂停执业', note: '注册不变' },
            ]}
          />
          {(chosen === 'confirm-suspension' || chosen === 'decline-suspension') && (
            <OpinionForm
              key={chosen}
              name={`${chosen}-${number}`}
              label="决定意见"
              confirm={chosen === 'confirm-suspension' ? '确认暂停执业' : '确认不予暂停'}
              bad={chosen === 'confirm-suspension'}
              act={decide(chosen)}
              onDone={onChanged}
              onReload={onChanged}
            />
          )}
        </>
      )}
    </>
  );
}

type Doing = 'propose-suspension' | 'lift-suspension' | 'lock' | 'unlock';
const labels = {
  'propose-suspension': '提出暂停执业',
  'lift-suspension': '解除暂停执业',
  lock: '在建项目锁定',
  unlock: '解除在建项目锁定',
} as const satisfies Readonly<Record<Doing, string>>;

function Actions({ entry, proposal, roles, onChanged }: HoldPanelProps & { readonly proposal: Proposal }) {
  const [doing, setDoing] = useState<Doing | null>(null);
  const suspended = entry.suspendedUntil !== null;
  const may: Readonly<Record<Doing, boolean>> = {
    'propose-suspension': roles.includes('review') && !suspended && proposal === null,
    'lift-suspension': roles.includes('decision') && suspended,
    lock: roles.includes('review') && entry.lock === null,
    unlock: roles.includes('review') && entry.lock !== null,
  };
  const offered = (['propose-suspension', 'lift-suspension', 'lock', 'unlock'] as const).filter((each) => may[each]);
  const done = () => {
    setDoing(null);
    onChanged();
  };
  if (doing === null) {
    return (
      <div class="actions">
        {offered.map((each) => (
          <Button key={each} kind="plain" onClick={() => setDoing(each)}>
            {labels[each]}
          </Button>
        ))}
      </div>
    );
  }
  return (
    <>
      <h3>{labels[doing]}</h3>
      <HoldForm
        key={doing}
        action={doing}
        number={entry.number}
        version={entry.version}
        today={shanghaiDate(new Date())}
        onDone={done}
        onClose={() => setDoing(null)}
      />
    </>
  );
}
