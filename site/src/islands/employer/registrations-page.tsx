import { professions } from '../../../../domain/catalogue.ts';
import { statusNames } from '../../lib/registration.ts';
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
