import type { EducationView } from '../../api/people.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { educationNeeds } from '../../domain/education-overview.ts';
import type { PersonCaller } from '../platform/caller.ts';
import { done, type Result } from '../platform/refusal.ts';
import { table } from '../records/entities.ts';
import { entryOf, qualificationOf } from '../records/register-items.ts';
import { personLists } from '../register/person-lists.ts';

/** The caller's continuing education: for what hours are needed next, how many there are, and the courses behind them, the newest first. */
export async function getEducation({ personId }: PersonCaller, now: Date): Promise<Result<EducationView>> {
  const { data } = await table.collections.person({ personId }).go({ pages: 'all', consistent: true });
  const { education } = await personLists(personId, data);
  const holdings = {
    education,
    qualifications: data.qualification.map(qualificationOf),
    registrations: data.registration.map(entryOf),
  };
  return done({
    needs: educationNeeds(holdings, shanghaiDate(now)).map((need) => ({ ...need, specialties: [...need.specialties] })),
    records: [...education].sort((left, right) => right.completedOn.localeCompare(left.completedOn)),
  });
}
