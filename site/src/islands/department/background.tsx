import { useState } from 'preact/hooks';
import type { ApplicationSummary } from '../../../../api/application.ts';
import type { RegistrationView } from '../../../../api/people.ts';
import { matterNames, rowOf } from '../../../../domain/catalogue.ts';
import { professions } from '../../../../domain/professions.ts';
import { caseAddress, registerAddress } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { StateBadge } from '../shared/state-badge.tsx';
import { useLoad } from '../shared/use-load.ts';

/** What else there is of the person and of the employer, once somebody asks for it. */
export function Background({ id }: { readonly id: string }) {
  const [open, setOpen] = useState(false);
  return (
    <section class="panel">
      <div class="desk-bar">
        <h2>历史申请与注册</h2>
        <Button kind="plain" onClick={() => setOpen(!open)}>
          {open ? '收起' : '展开'}
        </Button>
      </div>
      {open && <Shown id={id} />}
    </section>
  );
}

function Shown({ id }: { readonly id: string }) {
  const loading = useLoad(id, () => send('department', 'getBackground', { params: { id } }));
  return (
    <LoadView loading={loading}>
      {({ applications, registrations, employerApplications, employerRegistrations }) => (
        <>
          <Registrations title="本人的注册" items={registrations} />
          <Applications title="本人的其他申请" items={applications} />
          <Applications title="聘用企业最近的申请" items={employerApplications} />
          <Registrations title="聘用企业的注册人员（前20名）" items={employerRegistrations} />
        </>
      )}
    </LoadView>
  );
}

function Applications({ title, items }: { readonly title: string; readonly items: readonly ApplicationSummary[] }) {
  return (
    <>
      <h3>{title}</h3>
      {items.length === 0 && <p class="soft">没有。</p>}
      <ul class="list">
        {items.map(({ id, number, applicantName, profession, matter, state }) => (
          <li key={id}>
            <a href={caseAddress(id, null)} target="_blank" rel="noreferrer">
              {applicantName} · {professions[profession].name}
              {matterNames[matter]}
            </a>{' '}
            <StateBadge state={state} effect={rowOf({ profession, matter }).effect} />{' '}
            <span class="number">{number}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Registrations({ title, items }: { readonly title: string; readonly items: readonly RegistrationView[] }) {
  return (
    <>
      <h3>{title}</h3>
      {items.length === 0 && <p class="soft">没有。</p>}
      <ul class="list">
        {items.map(({ number, profession, holderName, employerName, validUntil }) => (
          <li key={number}>
            <a href={registerAddress(number)} target="_blank" rel="noreferrer">
              {number}
            </a>{' '}
            {holderName}，{professions[profession].name}，{employerName}，有效期至 {validUntil}
          </li>
        ))}
      </ul>
    </>
  );
}
