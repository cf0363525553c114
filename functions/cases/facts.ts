import type { CaseFacts, HolderFacts } from '../../domain/case-facts.ts';
import type { OfficerAct } from '../../domain/four-eyes.ts';
import { actions } from '../../domain/lifecycle.ts';
import { effectOf, rowOf } from '../../domain/catalogue.ts';
import { digest } from '../platform/digest.ts';
import { GuardEntity, OwedQualificationEntity, table } from '../records/entities.ts';
import { professionGuards } from '../records/open-guards.ts';
import { certificateGuard } from '../records/qualifications.ts';
import { barOf, entryOf, heldQualificationOf } from '../records/register-items.ts';
import { presentEmployer } from '../register/known-employers.ts';
import { newCodesFor, newVerificationCode } from '../register/new-code.ts';
import type { Case } from './case.ts';
import { claimOfItem } from './claim-items.ts';

/** What is known of a case that was read, for a decision on it. */
export function factsOf({
  application,
  events,
  files,
  openWorkItem,
  owedQualification,
  openCompletions,
  publicity,
}: Case): CaseFacts {
  return {
    application,
    acts: actsOf(events),
    notices: events.filter(({ action }) => action === 'request-correction').length,
    openedAt: openWorkItem?.openedAt ?? null,
    claim: claimOfItem(openWorkItem),
    hold: openWorkItem?.hold ?? null,
    isIssued: events.some(({ action }) => action === 'issue-certificate'),
    openObjections: publicity?.openObjections ?? 0,
    owesQualification: owedQualification !== undefined,
    incomplete: Object.fromEntries(openCompletions.map(({ documentId, title }) => [documentId, title])),
    fileNames: Object.fromEntries(files.map(({ fileId, name }) => [fileId, name])),
    digest,
  };
}

/** What the staff have done on a case, by its events. */
export function actsOf(events: Case['events']): OfficerAct[] {
  return events.flatMap(({ action, from = 'draft', actorId }): OfficerAct[] => {
    const known = actions.find((each) => each === action);
    return actorId === undefined || known === undefined ? [] : [{ action: known, from, staffId: actorId }];
  });
}

/**
 * What the register holds of whoever's registrations an approval amends; null where an action does not end in the register. The codes for new
 * certificates are drawn: 80 random bits, in letters that can be typed.
 */
export async function holderOf(
  { application }: Pick<Case, 'application'>,
  action: 'approve' | 'conclude-publicity',
): Promise<HolderFacts | null> {
  if (action === 'approve' && rowOf(application).publicityDays > 0) return null;
  const { qualification } = application;
  const personId = application.formerPersonId ?? application.personId;
  const { data } = await table.collections.person({ personId }).go({ pages: 'all', consistent: true });
  const entries = data.registration.map(entryOf);
  const isMoved = personId !== application.personId;
  const behind = entries.flatMap(({ supplementApplicationId }) => supplementApplicationId ?? []);
  return {
    personId,
    entries,
    qualifications: data.qualification.map(heldQualificationOf),
    bars: data.bar.map(barOf),
    isBusy: isMoved && (await isBusy(personId)),
    owed: await owedQualifications(behind),
    certificateHolder:
      qualification === null || effectOf(application).grants !== 'qualification'
        ? null
        : await holderOfCertificate(qualification),
    employer: await presentEmployer(application.employerCreditCode),
    registeredWith: await presentEmployer(application.registrations[0]?.employerCreditCode ?? null),
    verificationCode: newVerificationCode(),
    newCodes: newCodesFor(entries),
  };
}

/** True while a person has an application open that keeps others from beginning. */
async function isBusy(personId: string): Promise<boolean> {
  const { data } = await GuardEntity.get(professionGuards(personId)).go({ consistent: true });
  return data.length > 0;
}

async function holderOfCertificate(certificate: Parameters<typeof certificateGuard>[0]): Promise<string | null> {
  const { data } = await GuardEntity.get(certificateGuard(certificate)).go({ consistent: true });
  return data?.holder ?? null;
}

async function owedQualifications(applicationIds: readonly string[]) {
  const ids = [...new Set(applicationIds)];
  if (ids.length === 0) return [];
  const { data } = await OwedQualificationEntity.get(ids.map((applicationId) => ({ applicationId }))).go({
    consistent: true,
  });
  return data.filter(({ status }) => status === 'open');
}
