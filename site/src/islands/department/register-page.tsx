import { useState } from 'preact/hooks';
import { mayRead } from '../../../../domain/staff-access.ts';
import { professions } from '../../../../domain/professions.ts';
import { caseAddress } from '../../session/addresses.ts';
import { registrationDetails, registrationNumberHint } from '../../words/registration.ts';
import { send } from '../../session/send.ts';
import { Details } from '../shared/details.tsx';
import { Gate } from '../shared/gate.tsx';
import { later } from '../shared/later.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { queryParameter } from '../shared/query.tsx';
import { useLoad } from '../shared/use-load.ts';
import { NumberSearch } from './number-search.tsx';
import { OfficialCancellation } from './official-cancellation.tsx';
import { RegisterList } from './register-list.tsx';

const HoldPanel = later(async () => (await import('./hold-panel.tsx')).HoldPanel);

/** The register as a list, and one entry by its number; reviewers begin official cancellations here. */
export function RegisterPage() {
  return (
    <Gate party="staff" reads="register">
      {({ roles }) => <Register roles={roles} />}
    </Gate>
  );
}

interface RegisterProps {
  readonly roles: readonly string[];
}

function Register({ roles }: RegisterProps) {
  const [number, setNumber] = useState(() => queryParameter('number') ?? '');
  return (
    <>
      <NumberSearch
        label="注册编号"
        hint={registrationNumberHint}
        initial={number}
        onSearch={(wanted) => {
          history.replaceState(null, '', `?${new URLSearchParams({ number: wanted }).toString()}`);
          setNumber(wanted);
        }}
      />
      {number === '' ? (
        <RegisterList roles={roles} />
      ) : (
        <>
          <p>
            <a href="/department/register.html">返回注册名册</a>
          </p>
          <Found number={number} roles={roles} />
        </>
      )}
    </>
  );
}

function Found({ number, roles }: RegisterProps & { readonly number: string }) {
  const loading = useLoad(number, () => send('department', 'findRegistration', { query: { number } }));
  return (
    <LoadView loading={loading} rows={2}>
      {({ items }) =>
        items.length === 0 ? (
          <div class="empty">
            <p>没有注册编号为“{number}”的注册信息，请核对编号。</p>
          </div>
        ) : (
          <>
            {items.map((item) => (
              <Details
                key={item.number}
                title={`${professions[item.profession].name}注册信息`}
                items={registrationDetails(item)}
              >
                {item.applicationId === null ? (
                  <p class="soft">该注册由原注册名册转入，本平台没有其注册申请。</p>
                ) : (
                  // A registrar has no cases to look at.
                  mayRead('case', roles) && (
                    <p>
                      <a href={caseAddress(item.applicationId, null)}>查看注册申请</a>
                    </p>
                  )
                )}
                <HoldPanel entry={item} roles={roles} onChanged={() => void loading.reload(true)} />
                {roles.includes('review') && item.cancelledOn === null && <OfficialCancellation registration={item} />}
              </Details>
            ))}
          </>
        )
      }
    </LoadView>
  );
}
