import type { CaseRecord } from '../../domain/case-record.ts';
import { effectOf, rowOf } from '../../domain/catalogue.ts';
import type { ContentToSend, PersonFacts } from '../../domain/case-facts.ts';
import { contentToSend, employerToPlace } from '../../domain/preparation.ts';
import { claimsFormerIdentity } from '../../domain/registration-rules.ts';
import type { Case } from '../cases/case.ts';
import { newestReadyFiles } from '../cases/uploads.ts';
import type { PersonCaller } from '../platform/caller.ts';
import { personIdOf } from '../platform/identity-key.ts';
import { table } from '../records/entities.ts';
import { engagesEmployer, readOtherLocks } from '../records/open-guards.ts';
import { personLists } from '../register/person-lists.ts';
import { barOf, entryOf, qualificationOf } from '../records/register-items.ts';
import { readKnownEmployer } from '../register/known-employers.ts';
import { practitionerProfile, readEmployer } from '../register/profiles.ts';
import { enteredQualification, isCertificateTaken } from './entered-qualification.ts';

/** Reads what must be known of an applicant and of what their draft names to prepare it. */
export async function readPersonFacts(found: Case, caller: PersonCaller, now: Date): Promise<PersonFacts> {
  const { application, item, files } = found;
  const row = rowOf(application);
  const { personId, profession } = application;
  const { data } = await table.collections.person({ personId }).go({ pages: 'all', consistent: true });
  const lists = await personLists(personId, data);
  const entries = data.registration.map(entryOf);
  const content = contentToSend(application, {
    profile: practitionerProfile(caller, data.practitioner[0]),
    attachments: newestReadyFiles(files, caller),
    attachedSince: newestReadyFiles(
      files.filter(({ stateVersion }) => stateVersion === application.stateVersion),
      caller,
    ),
  });
  const entered = effectOf(row).grants === 'qualification' ? enteredQualification(profession, content.draft) : null;
  return {
    content,
    entries,
    ...lists,
    bars: data.bar.map(barOf),
    qualifications: data.qualification.map(qualificationOf),
    others: engagesEmployer(application) ? await readOtherLocks(personId, profession) : null,
    entered,
    certificateTaken: await isCertificateTaken(item, entered),
    employerDivision: await divisionOf(employerToPlace(application, content, entries, now)),
    successor: await successorOf(content.draft.employment.employerCreditCode),
    former: await readFormer(application, content),
  };
}

async function successorOf(creditCode: string | null): Promise<PersonFacts['successor']> {
  return creditCode === null ? null : ((await readKnownEmployer(creditCode))?.successor ?? null);
}

async function divisionOf(creditCode: string | null): Promise<string | null> {
  return creditCode === null ? null : ((await readEmployer(creditCode))?.division ?? null);
}

/** What is known under the former identity number of a claim: read for the decision alone, shown to nobody before the department has verified it. */
async function readFormer(application: CaseRecord, { draft }: ContentToSend): Promise<PersonFacts['former']> {
  const number = draft.formerIdNumber;
  if (number === null || !claimsFormerIdentity({ row: rowOf(application), draft })) return null;
  const personId = await personIdOf(number);
  const { data } = await table.collections.person({ personId }).go({ pages: 'all', consistent: true });
  return { personId, hasAccount: data.practitioner.length > 0, entries: data.registration.map(entryOf) };
}
