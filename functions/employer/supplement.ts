import type { CommandResult } from '../../api/application.ts';
import type { CompanyQualification } from '../../domain/application.ts';
import { rowOf } from '../../domain/catalogue.ts';
import { professions } from '../../domain/professions.ts';
import { supplementText } from '../../domain/documents.ts';
import { companyProfileComplete, supplementComplete } from '../../domain/eligibility.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import { applicationOf } from '../cases/application-of.ts';
import { employerRole, loadOwnCase } from '../cases/case.ts';
import { commitmentsAfter } from '../cases/commitment-records.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { commandOperations } from '../records/commands.ts';
import {
  type ApplicationItem,
  RegistrationEntity,
  type RegistrationItem,
  type SupplementItem,
  table,
} from '../records/entities.ts';
import { employerProfile, readEmployer } from '../register/profiles.ts';
import { done, refusals, refuse, refuseViolations, type Result } from '../platform/refusal.ts';
import { stepAt } from '../cases/step.ts';
import { resultOf } from '../cases/transition.ts';

/**
 * 材料补正 (manual 二（二）2（1）): an employer that had chosen 无 names a qualification of its own. Before the approval it amends the
 * application and nothing else, so that no review is held up; after it the register too, and the event has the certificate reissued.
 */
export async function supplyQualification(
  caller: CompanyCaller,
  applicationId: string,
  { version, qualification }: { version: number; qualification: CompanyQualification },
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CommandResult>> {
  const found = await loadOwnCase(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  const { item } = found;
  if (found.openSupplement === undefined || employerRole(item, caller.creditCode) !== 'employer') {
    return refuse('not-in-this-state', '该申请没有待补正的企业资质，无需补正。请刷新页面查看最新进度。');
  }
  if (item.version !== version) return refusals.changedMeanwhile();
  const employer = employerProfile(caller, await readEmployer(caller.creditCode));
  const supplement = { kind: 'company-qualification', qualification } as const;
  const violations = [...companyProfileComplete(employer), ...supplementComplete(rowOf(item), supplement, employer)];
  if (violations.length > 0) return refuseViolations(violations);
  return await amend(item, found.openSupplement, qualification, caller.name, idempotencyKey, now);
}

async function amend(
  item: ApplicationItem,
  open: SupplementItem,
  qualification: CompanyQualification,
  actorName: string,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CommandResult>> {
  const { applicationId, personId } = item;
  const registrations = await owingRegistrations(item);
  const supplement = { kind: 'company-qualification', qualification } as const;
  const version = item.version + 1;
  const changed = { ...item, supplement };
  const content = { item: changed, application: applicationOf(changed) };
  const commitments = commitmentsAfter('supplement', 'employer', content, version);
  const at = now.toISOString();
  const answer = { ...resultOf(item), version };
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.application
        .patch({ applicationId })
        .set({
          supplement,
          commitments,
          version,
          updatedAt: at,
        })
        .where((stored, { eq }) => eq(stored.version, item.version))
        .commit(),
      entities.supplement
        .patch({ applicationId })
        .set({ status: 'closed', closedAt: at })
        .composite({ owner: open.owner, openedAt: open.openedAt })
        .where((stored, { eq }) => eq(stored.status, 'open'))
        .commit(),
      entities.event
        .create({
          applicationId,
          version,
          at,
          action: 'supplement',
          actorParty: 'employer',
          actorName,
          from: item.state,
          to: item.state,
          reason: supplementText(supplement),
          submission: item.submission,
          profession: item.profession,
          matter: item.matter,
          personId,
          applicantName: item.applicant.name,
          ...(item.number === undefined ? {} : { number: item.number }),
          ...(item.employerCreditCode === undefined ? {} : { employerCreditCode: item.employerCreditCode }),
          // With a step, the dispatcher starts an execution that renders the certificate again.
          ...(registrations.length === 0 ? {} : { step: stepAt(item, item.state, [], now) }),
        })
        .commit(),
      ...registrations.map((registration) =>
        entities.registration
          .patch({ personId, number: registration.number })
          .set({ employerQualification: qualification, applicationId, version: registration.version + 1 })
          .remove(registration.applicationId === applicationId ? [] : ['certificateDocumentId'])
          .where((stored, { eq }) => eq(stored.version, registration.version))
          .commit(),
      ),
      ...commandOperations(entities, idempotencyKey, answer, now),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done(answer);
}

/** The registrations that name no qualification because this application owes it; none before the approval. */
async function owingRegistrations({
  applicationId,
  personId,
  registrationNumbers = [],
}: ApplicationItem): Promise<RegistrationItem[]> {
  if (registrationNumbers.length === 0) return [];
  const keys = registrationNumbers.map((number) => ({ personId, number }));
  const { data } = await RegistrationEntity.get(keys).go({ consistent: true });
  return data.filter(
    ({ profession, supplementApplicationId }) =>
      professions[profession].supplement === 'company-qualification' && supplementApplicationId === applicationId,
  );
}
