import type { RegistrationView } from '../../../../api/people.ts';
import { professions } from '../../../../domain/catalogue.ts';
import { employerQualificationText, statusNames } from '../../lib/registration.ts';
import { send } from '../../lib/send.ts';
import { Gate } from '../shared/gate.tsx';
import { PagedList } from '../shared/paged-list.tsx';

/** 在册人员: who is registered with the company. */
export function RegistrationsPage() {
  return (
    <Gate party="legal-person">
      {() => (
        <PagedList
          name="registrations"
          load={(query) => send('employer', 'listRegistrations', { query })}
          empty={<p>还没有在册人员。注册申请获准后，人员会出现在这里。</p>}
        >
          {(items) => (
            <ul class="list">
              {items.map((item) => (
                <li key={item.number} class="row">
                  <div>
                    <p class="row-title">
                      {item.holderName}
                      <span class={item.status === 'valid' ? 'badge badge-good' : 'badge'}>
                        {statusNames[item.status]}
                      </span>
                    </p>
                    <p>
                      {professions[item.profession].name}
                      {item.specialties.length > 0 && `（${item.specialties.join('、')}）`}
                    </p>
                    <EmployerQualification registration={item} />
                  </div>
                  <p class="soft">
                    <span class="number">注册编号 {item.number}</span>
                    <br />
                    {item.validFrom} 至 {item.validUntil}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </PagedList>
      )}
    </Gate>
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
