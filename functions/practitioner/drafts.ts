import type { ApplicationDraft } from '../../domain/application-parts.ts';
import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { CommandResult } from '../../api/application.ts';
import type { draftSchema } from '../../api/draft.ts';
import type { practitionerEndpoints as endpoints } from '../../api/practitioner.ts';
import { isWithoutEnd } from '../../domain/contract-kinds.ts';
import { findMatterRow } from '../../domain/catalogue.ts';
import type { EntryDraft } from '../../domain/entry-draft.ts';
import { isCertificateNumber } from '../../domain/identifiers.ts';
import { begin, carryOutOn } from '../cases/carry-out.ts';
import type { Act } from '../platform/act.ts';
import type { PersonCaller } from '../platform/caller.ts';
import { done, refusals, type Result } from '../platform/refusal.ts';
import { table } from '../records/entities.ts';
import { holderOfGuards, openGuardsOf } from '../records/open-guards.ts';
import { barOf, qualificationOf } from '../records/register-items.ts';
import { practitionerProfile } from '../register/profiles.ts';
import { loadOwnApplication } from './own-application.ts';

/** Begins an application. Refused as domain/beginning.ts says, and when the person has begun too many that day. */
export async function createApplication(
  act: Omit<Act<PersonCaller, z.output<typeof endpoints.createApplication.body>>, 'id'>,
): Promise<Result<CommandResult>> {
  const { caller, body, now } = act;
  const { personId, name: actorName } = caller;
  const { profession, matter, registrationNumber = null } = body;
  const uses = [{ quota: 'person-drafts', owner: personId, now }] as const;
  const guards = findMatterRow(profession, matter) === undefined ? [] : openGuardsOf({ personId, profession, matter });
  return await begin({ ...act, uses }, async () => {
    const { data: person } = await table.collections.person({ personId }).go({ pages: 'all', consistent: true });
    return done({
      action: 'create',
      actor: 'practitioner',
      actorName,
      version: null,
      now,
      id: randomUUID(),
      personId,
      profession,
      matter,
      registrationNumber,
      profile: practitionerProfile(caller, person.practitioner[0]),
      qualifications: person.qualification.map(qualificationOf),
      bars: person.bar.map(barOf),
      locked: guards.length === 0 ? null : await holderOfGuards(guards),
    });
  });
}

/**
 * Saves what has been filled in so far. Files count as attached when they are the newest ready one of their slot, so nothing
 * about files is sent here. Allowed while the practitioner holds the application: draft, returned, or a correction addressed to them, in
 * which only the fields that its notice names can change.
 */
export async function saveDraft(
  act: Act<PersonCaller, z.output<typeof endpoints.saveDraft.body>>,
): Promise<Result<CommandResult>> {
  const { caller, id, body, now } = act;
  const found = await loadOwnApplication(id, caller);
  if (found === undefined) return refusals.notFound();
  const { version } = body;
  const draft = normalized(body.draft);
  // Whether a certificate stands in the register is said of a draft that names it: naming another one is a look-up.
  const uses = [{ quota: 'certificate-number', owner: caller.personId, now }] as const;
  const looksUp = asksAboutCertificate(found.application.working, draft);
  return await carryOutOn(found, looksUp ? { ...act, uses } : act, () => ({
    action: 'save',
    actor: 'practitioner',
    actorName: caller.name,
    version,
    now,
    draft,
  }));
}

/** Deletes a draft that was never submitted, with its guard. Its history goes with it: nobody but the applicant has seen it. */
export async function discardDraft(
  act: Act<PersonCaller, z.output<typeof endpoints.discardDraft.body>>,
): Promise<Result<{ id: string }>> {
  const { caller, id, body, now } = act;
  const found = await loadOwnApplication(id, caller);
  if (found === undefined) return refusals.notFound();
  const { version } = body;
  return await carryOutOn(found, act, () => ({
    action: 'discard',
    actor: 'practitioner',
    actorName: caller.name,
    version,
    now,
  }));
}

function asksAboutCertificate(before: ApplicationDraft, after: ApplicationDraft): boolean {
  const number = after.entry?.certificateNumber ?? null;
  return number !== null && isCertificateNumber(number) && number !== before.entry?.certificateNumber;
}

// A contract without a last day has no end dates: whatever was typed before choosing it is dropped.
function normalized({ entry, ...draft }: z.output<typeof draftSchema>): ApplicationDraft {
  return withoutEnd({ ...draft, entry: entry === null ? null : withoutDeniedRegistration(entry) });
}

function withoutEnd(draft: ApplicationDraft): ApplicationDraft {
  if (!isWithoutEnd(draft.employment.contractKind)) return draft;
  return { ...draft, employment: { ...draft.employment, contractEnd: null, employmentEnd: null } };
}

// Who was not registered before has no original registration, whatever was typed before choosing 否.
function withoutDeniedRegistration(entry: EntryDraft): EntryDraft {
  return entry.registeredBefore === true ? entry : { ...entry, priorRegistration: null };
}
