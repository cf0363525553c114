import { isStanding } from '../../../../domain/holds.ts';
import type { RegistrationView } from '../../../../api/people.ts';
import { professions } from '../../../../domain/professions.ts';
import {
  byStanding,
  employerQualificationText,
  statusBadges,
  statusText,
  termName,
  termText,
} from '../../words/registration.ts';
import { send } from '../../session/send.ts';
import { Gate } from '../shared/gate.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { CancelRegistration } from './cancel-registration.tsx';

/** 在册人员: who is registered with the company, and apart from them whose registration has ended there. */
export function RegistrationsPage() {
  return (
    <Gate party="legal-person">
      {() => (
        <PagedList
          name="registrations"
          load={(query) => send('employer', 'listRegistrations', { query })}
          empty={<p>还没有在册人员。注册申请获准后，人员会出现在这里。</p>}
        >
          {(items, _reload, hasMore) => <Groups items={items} hasMore={hasMore} />}
        </PagedList>
      )}
    </Gate>
  );
}

interface GroupsProps {
  readonly items: readonly RegistrationView[];
  readonly hasMore: boolean;
}

function Groups({ items, hasMore }: GroupsProps) {
  const { valid, ended } = byStanding(items);
  return (
    <>
      <section class="group" aria-labelledby="valid">
        <h2 id="valid">有效的注册</h2>
        {valid.length > 0 ? (
          <Rows items={valid} />
        ) : (
          <div class="empty">
            <p>{hasMore ? '请点击“加载更多”继续查找。' : '没有有效的注册。'}</p>
          </div>
        )}
      </section>
      {ended.length > 0 && (
        <section class="group" aria-labelledby="ended">
          <h2 id="ended">已失效的注册</h2>
          <Rows items={ended} />
        </section>
      )}
    </>
  );
}

function Rows({ items }: { readonly items: readonly RegistrationView[] }) {
  return (
    <ul class="list">
      {items.map((item) => (
        <Row key={item.number} registration={item} />
      ))}
    </ul>
  );
}

function Row({ registration }: { readonly registration: RegistrationView }) {
  const { status, cancelledOn, specialties, zone } = registration;
  const valid = isStanding(status);
  return (
    <li class="row">
      <div>
        <p class="row-title">
          {registration.holderName}
          <span class={statusBadges[status]}>{statusText(registration)}</span>
        </p>
        <p>
          {professions[registration.profession].name}
          {specialties.length > 0 && `（${specialties.join('、')}）`}
        </p>
        {registration.terms.length > 1 &&
          registration.terms.map((term) => (
            <p key={term.specialty} class="soft">
              {termName(term)} {termText(term)}
            </p>
          ))}
        {zone !== null && <p>注册范围：{zone}</p>}
        {valid && <EmployerQualification registration={registration} />}
        <p class="soft case-who">
          <span>注册编号 {registration.number}</span>
          <span>
            {cancelledOn === null
              ? `有效期 ${registration.validFrom} 至 ${registration.validUntil}`
              : `${cancelledOn} 注销`}
          </span>
        </p>
      </div>
      {valid && (
        <div class="row-side">
          <CancelRegistration registration={registration} />
        </div>
      )}
    </li>
  );
}

function EmployerQualification({ registration }: { readonly registration: RegistrationView }) {
  const text = employerQualificationText(registration);
  if (text === null) return null;
  return (
    <p>
      企业资质：{text}
      {registration.employerQualification === null && (
        <>
          （取得资质后在<a href="/employer/work-items.html">材料补正</a>中补正）
        </>
      )}
    </p>
  );
}
