import type { PractitionerProfile } from '../../../../domain/application-parts.ts';
import type { ApplicationView } from '../../../../api/application.ts';
import type { QualificationView, RegistrationView } from '../../../../api/people.ts';
import { asks, rowOf } from '../../../../domain/catalogue.ts';
import { shanghaiDate } from '../../../../domain/calendar-dates.ts';
import { heldRegistration } from '../../forms/amendment-form.ts';
import type { PageFacts } from '../../forms/draft-form.ts';
import { send } from '../../session/send.ts';
import { type Loading, useLoad } from '../shared/use-load.ts';

/** What the caller holds that a matter concerns; empty where the matter does not ask. */
export interface Holdings {
  readonly qualifications: readonly QualificationView[];
  readonly registrations: readonly RegistrationView[];
  readonly profile: PractitionerProfile | null;
}

const none: Holdings = { qualifications: [], registrations: [], profile: null };

/** Fetches what the caller holds, as far as the matter of an application concerns it. */
export function useHoldings(application: ApplicationView): Loading<Holdings> {
  const row = rowOf(application);
  return useLoad<Holdings>(application.id, async () => {
    const [qualifications, registrations, profile] = await Promise.all([
      row.asksQualification ? send('practitioner', 'listQualifications', {}) : none.qualifications,
      row.standing === 'registered' ? send('practitioner', 'listRegistrations', {}) : none.registrations,
      asks(row.effect, 'formerIdNumber') ? send('practitioner', 'getProfile', {}) : null,
    ]);
    return {
      qualifications: 'items' in qualifications ? qualifications.items : qualifications,
      registrations: 'items' in registrations ? registrations.items : registrations,
      profile,
    };
  });
}

/** What the rules can be asked in the page with what has been fetched so far. */
export function pageFacts(application: ApplicationView, { loaded }: Loading<Holdings>): PageFacts {
  const { qualifications, registrations, profile } = loaded.kind === 'ready' ? loaded.data : none;
  return {
    row: rowOf(application),
    today: shanghaiDate(new Date()),
    qualifications,
    registrations: registrations.map(heldRegistration),
    profile,
  };
}
