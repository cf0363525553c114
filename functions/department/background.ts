import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { takesPart } from '../cases/case.ts';
import { summaryView } from '../cases/views.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { done } from '../platform/refusal.ts';
import {
  ApplicationEntity,
  type ApplicationHead,
  RegistrationEntity,
  type RegistrationItem,
  table,
} from '../records/entities.ts';
import { entryFor } from '../register/register-view.ts';
import { readCase } from './read-case.ts';

const newest = { order: 'desc', limit: 20, hydrate: true } as const;

/** What else there is of the person of a case and of the employer: the newest applications of each, without this one, and registrations. */
export async function backgroundOf(id: string, caller: StaffCaller, now: Date) {
  const found = await readCase(id, caller);
  if (!found.ok) return found;
  const { personId, employerCreditCode, formerPersonId } = found.value.item;
  const persons = [...new Set([personId, formerPersonId ?? personId])];
  const [own, entries, ofEmployer, atEmployer] = await Promise.all([
    Promise.all(
      persons.map(async (each) => (await ApplicationEntity.query.byPerson({ personId: each }).go(newest)).data),
    ),
    Promise.all(persons.map(registrationsOf)),
    employerCreditCode === undefined
      ? []
      : ApplicationEntity.query
          .byEmployer({ employerCreditCode })
          .go(newest)
          .then(({ data }) => data),
    employerCreditCode === undefined
      ? []
      : RegistrationEntity.query
          .byEmployer({ employerCreditCode })
          .go({ limit: 20, hydrate: true })
          .then(({ data }) => data),
  ]);
  // An index may still name what has gone to another employer since.
  const isTheirs = (item: ApplicationHead | RegistrationItem) => item.employerCreditCode === employerCreditCode;
  const isOther = (head: ApplicationHead) => head.applicationId !== id && takesPart(head, caller);
  const shown = (item: RegistrationItem) => entryFor('department', item, shanghaiDate(now));
  return done({
    applications: own.flat().filter(isOther).map(summaryView),
    registrations: entries.flat().map(shown),
    employerApplications: ofEmployer.filter(isOther).filter(isTheirs).map(summaryView),
    employerRegistrations: atEmployer.filter(isTheirs).map(shown),
  });
}

async function registrationsOf(personId: string): Promise<RegistrationItem[]> {
  const { data } = await table.collections.person({ personId }).go({ pages: 'all', consistent: true });
  return data.registration;
}
