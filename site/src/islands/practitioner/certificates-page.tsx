import { isStanding } from '../../../../domain/holds.ts';
import type { ProfileView, RegistrationView } from '../../../../api/people.ts';
import { shanghaiDate } from '../../../../domain/calendar-dates.ts';
import { professions } from '../../../../domain/professions.ts';
import { fileName } from '../../files/download.ts';
import type { Possessions } from '../../words/matter-choice.ts';
import { certificateOf, registrationDetails, statusText } from '../../words/registration.ts';
import { certificateAddress } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import { Details } from '../shared/details.tsx';
import { Download } from '../shared/download.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { ownAddress } from '../shared/query.tsx';
import { useLoad } from '../shared/use-load.ts';
import { useRefresh } from '../shared/use-refresh.ts';
import { ProfileIncomplete } from './profile-incomplete.tsx';
import { RegistrationMatters } from './registration-matters.tsx';
import { BeginFailure, useBegin } from './use-begin.tsx';

/** 我的证照: the registrations of the practitioner, each with its certificate and what can be applied for with it. */
export function CertificatesPage() {
  return <Gate party="person">{() => <Certificates />}</Gate>;
}

function Certificates() {
  const loading = useLoad('registrations', async () => {
    const [profile, qualifications, registrations, applications] = await Promise.all([
      send('practitioner', 'getProfile', {}),
      send('practitioner', 'listQualifications', {}),
      send('practitioner', 'listRegistrations', {}),
      send('practitioner', 'listApplications', { query: {} }),
    ]);
    const items = {
      qualifications: qualifications.items,
      registrations: registrations.items,
      applications: applications.items,
    };
    return { profile, has: { ...items, holder: profile, today: shanghaiDate(new Date()) } };
  });
  const { loaded } = loading;
  const waiting =
    loaded.kind === 'ready' && loaded.data.has.registrations.some((item) => certificateOf(item) === 'rendering');
  useRefresh(waiting, true, () => loading.reload(true));
  return (
    <LoadView loading={loading}>
      {({ profile, has }) =>
        has.registrations.length === 0 ? (
          <div class="empty">
            <p>您还没有电子注册证书。注册申请获准后，证书会出现在这里。</p>
            <a class="button" href="/practitioner/apply.html">
              我要办事
            </a>
          </div>
        ) : (
          <Held profile={profile} has={has} />
        )
      }
    </LoadView>
  );
}

function Held({ profile, has }: { readonly profile: ProfileView; readonly has: Possessions }) {
  const { begin, busy, failure } = useBegin();
  // What is valid comes first; of the others the one that lasted longest.
  const order = (item: RegistrationView) => `${isStanding(item.status) ? 1 : 0}${item.validUntil}`;
  const items = [...has.registrations].sort((left, right) => order(right).localeCompare(order(left)));
  return (
    <>
      <ProfileIncomplete missing={profile.missing} returnTo={ownAddress()} />
      <BeginFailure failure={failure} />
      {items.map((item) => (
        <Details
          key={item.number}
          title={`${professions[item.profession].name}注册证书`}
          items={registrationDetails(item)}
        >
          <Certificate registration={item} />
          {isStanding(item.status) && (
            <p>
              <a href="/practitioner/education.html">查看延续注册所需的继续教育学时</a>
            </p>
          )}
          <RegistrationMatters
            registration={item}
            has={has}
            disabled={profile.missing.length > 0}
            busy={busy}
            onBegin={begin}
          />
        </Details>
      ))}
    </>
  );
}

function Certificate({ registration }: { readonly registration: RegistrationView }) {
  const { number, holderName, status } = registration;
  switch (certificateOf(registration)) {
    case 'void':
      return <p>{statusText(registration)}，注册证书已失效。</p>;
    case 'elsewhere':
      return (
        <p>
          该注册由原系统登记，本平台没有其电子证书
          {isStanding(status) && '；办理延续、变更或增项后即可下载'}。
        </p>
      );
    case 'rendering':
      return <p role="status">电子证书正在生成，完成后即可下载。</p>;
    case 'ready':
      return (
        <div class="actions">
          <Download
            kind="button"
            label="下载电子证书"
            saveAs={fileName('注册证书', holderName, number)}
            address={() => send('practitioner', 'downloadCertificate', { params: { number } })}
          />
          <a class="button button-plain" href={certificateAddress(number)}>
            出示二维码
          </a>
        </div>
      );
  }
}
