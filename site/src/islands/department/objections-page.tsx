import { useState } from 'preact/hooks';
import type { Session } from '../../session/session.ts';
import { Gate } from '../shared/gate.tsx';
import { queryParameter } from '../shared/query.tsx';
import { objectionLists, ObjectionQueue, openObjections } from './objection-list.tsx';
import { ObjectionDetail } from './objection-detail.tsx';

/** 公示异议: those that wait for their answer, those that are answered, or one of them. */
export function ObjectionsPage() {
  return <Gate party="staff">{(session) => <Chosen session={session} />}</Gate>;
}

function Chosen({ session }: { readonly session: Session }) {
  const id = queryParameter('id');
  return id === null ? <ObjectionList /> : <ObjectionDetail id={id} roles={session.roles} />;
}

function ObjectionList() {
  const [list] = useState(() => objectionLists.find(({ name }) => name === queryParameter('list')) ?? openObjections);
  return (
    <>
      <ul class="tabs" aria-label="公示异议">
        {objectionLists.map(({ name, label }) => (
          <li key={name}>
            <a href={`/department/objections.html?list=${name}`} aria-current={name === list.name ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
      <ObjectionQueue list={list} place={{ list: list.name }} />
    </>
  );
}
