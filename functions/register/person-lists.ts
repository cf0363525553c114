import type { EducationRecord } from '../../domain/continuing-education.ts';
import type { InsuredMonth } from '../../domain/social-insurance.ts';
import { type EducationRecordItem, InsuredMonthEntity, table } from '../records/entities.ts';

/** What the lists of the registrar say of a person. */
export interface PersonLists {
  readonly education: readonly EducationRecord[];
  readonly insured: readonly InsuredMonth[];
}

/** What of a person's items says which identity numbers lists can name. */
interface ListedUnder {
  readonly educationRecord: readonly EducationRecordItem[];
  readonly formerPerson: readonly { readonly formerPersonId: string }[];
}

/**
 * What the lists say of a person, under the present identity number and those of before. `own` is what was read of the person
 * already; another read follows only for somebody whose identity document has changed.
 */
export async function personLists(personId: string, own: ListedUnder): Promise<PersonLists> {
  const { education, personIds } = await educationUnder(personId, own);
  const months = await Promise.all(personIds.map(listedMonths));
  return { education, insured: months.flat() };
}

/** The hours of continuing education of a person, as above. */
export async function educationOfPerson(personId: string): Promise<readonly EducationRecord[]> {
  const { data } = await table.collections.person({ personId }).go({ pages: 'all', consistent: true });
  return (await educationUnder(personId, data)).education;
}

async function educationUnder(personId: string, own: ListedUnder) {
  const found = own.educationRecord.map(recordOf);
  const personIds = [personId];
  let waiting = own.formerPerson.map(({ formerPersonId }) => formerPersonId);
  while (waiting.length > 0) {
    const [next, ...rest] = waiting;
    waiting = rest;
    // Back to a number of before: a document that was changed twice makes no circle.
    if (next === undefined || personIds.includes(next)) continue;
    personIds.push(next);
    const { data } = await table.collections.person({ personId: next }).go({ pages: 'all', consistent: true });
    found.push(...data.educationRecord.map(recordOf));
    waiting.push(...data.formerPerson.map(({ formerPersonId }) => formerPersonId));
  }
  return { education: withoutRepetition(found), personIds };
}

// A list that names a course under the old number, and again under the new one, gives its hours once.
function withoutRepetition(records: readonly EducationRecord[]): EducationRecord[] {
  return [...new Map(records.map((each) => [`${each.profession} ${each.number} ${each.kind}`, each])).values()];
}

async function listedMonths(personId: string): Promise<InsuredMonth[]> {
  const { data } = await InsuredMonthEntity.query.month({ personId }).go({ pages: 'all', consistent: true });
  return data.map(({ month, unitName, creditCode }) => ({ month, unitName, creditCode }));
}

function recordOf({ profession, number, kind, hours, completedOn, provider }: EducationRecordItem): EducationRecord {
  return { profession, number, kind, hours, completedOn, provider };
}
