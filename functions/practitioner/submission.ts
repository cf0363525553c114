import type * as z from 'zod';
import type { CommandResult } from '../../api/application.ts';
import type { FormView } from '../../api/form.ts';
import type { practitionerEndpoints as endpoints } from '../../api/practitioner.ts';
import type { Application } from '../../domain/application.ts';
import type { CaseRecord } from '../../domain/case-record.ts';
import type { DocumentContent } from '../../domain/documents.ts';
import { readsAnew } from '../../domain/commitments.ts';
import { isCorrecting, isEditable, refuseLocked } from '../../domain/editable.ts';
import { formOf, letterOf } from '../../domain/form-and-letter.ts';
import { type Prepared, prepare, textToRead } from '../../domain/preparation.ts';
import type { Act } from '../platform/act.ts';
import type { PersonCaller } from '../platform/caller.ts';
import { digest } from '../platform/digest.ts';
import type { Case } from '../cases/case.ts';
import { carryOutOn } from '../cases/carry-out.ts';
import { type Advice, noAdvice } from '../cases/views.ts';
import { isApplicant } from '../cases/visibility.ts';
import { downloadAddress } from '../platform/files.ts';
import { done, refusals, type Result } from '../platform/refusal.ts';
import { loadOwnApplication } from './own-application.ts';
import { readPersonFacts } from './person-facts.ts';

/** The generated form and commitment letter for reading, with the digest that the confirmation must name, and the rules not met yet. */
export async function getForm(caller: PersonCaller, applicationId: string, now: Date): Promise<Result<FormView>> {
  const found = await loadOwnApplication(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  if (!isEditable(found.application)) return refuseLocked();
  const { application, violations, warnings } = await prepared(found, caller, now);
  const photo = found.files.find((file) => file.fileId === application.attachments.photo);
  return done({
    digest: digest(textToRead(application)),
    ...contentsOf(application),
    changed: isCorrecting(found.application) && readsAnew(found.application, application),
    photoUrl: photo?.key === undefined ? null : await downloadAddress(photo.key, photo.name),
    problems: [...violations],
    warnings: [...warnings],
  });
}

/** The rules that a draft does not meet yet, and what is to be known of it; nothing of an application that the practitioner cannot change. */
export async function draftAdvice(found: Case, caller: PersonCaller, now: Date): Promise<Advice> {
  const mayChange = isApplicant(found.item, caller) && isEditable(found.application);
  return mayChange ? await prepared(found, caller, now) : noAdvice;
}

/**
 * Submits a draft, or a returned application again. Refused unless every rule is met and the form is still what was read and
 * confirmed. The first submission draws the application number; the profile is kept as it is at this moment.
 */
export async function submit(
  act: Act<PersonCaller, z.output<typeof endpoints.submit.body>>,
): Promise<Result<CommandResult>> {
  const { caller, id, body, now } = act;
  const found = await loadOwnApplication(id, caller);
  if (found === undefined) return refusals.notFound();
  const { formDigest, version } = body;
  // What the department and a former employer answer to a claim says something of another identity: claiming is a look-up.
  const uses = [{ quota: 'former-identity', owner: caller.personId, now }] as const;
  const claims = found.application.working.formerIdNumber !== null;
  return await carryOutOn(found, claims ? { ...act, uses } : act, async (present) => ({
    action: 'submit',
    actor: 'practitioner',
    actorName: caller.name,
    version,
    now,
    formDigest,
    person: await readPersonFacts(present, caller, now),
  }));
}

/**
 * Answers a notice of correction addressed to the practitioner: of what was changed and uploaded meanwhile, what the notice names is taken along.
 * Refused unless `formDigest` is the form's whenever that prints something else than what was confirmed before.
 */
export async function answerCorrection(
  act: Act<PersonCaller, z.output<typeof endpoints.answerCorrection.body>>,
): Promise<Result<CommandResult>> {
  const { caller, id, body, now } = act;
  const found = await loadOwnApplication(id, caller);
  if (found === undefined) return refusals.notFound();
  const { answers, formDigest, version } = body;
  return await carryOutOn(found, act, async (present) => ({
    action: 'answer-correction',
    actor: 'practitioner',
    actorName: caller.name,
    version,
    now,
    answers,
    formDigest,
    person: await readPersonFacts(present, caller, now),
  }));
}

async function prepared({ application, ...found }: Case, caller: PersonCaller, now: Date): Promise<Prepared> {
  return prepare(application, await readPersonFacts({ application, ...found }, caller, now), now);
}

/** Both documents as the page shows them: without a number, which is drawn at submission. */
function contentsOf(application: CaseRecord): Pick<FormView, 'form' | 'commitment'> {
  const unnumbered: Application = { ...application, number: null };
  return { form: viewOf(formOf(unnumbered)), commitment: viewOf(letterOf(unnumbered)) };
}

function viewOf({ sections, statements, signatures, ...content }: DocumentContent): FormView['form'] {
  return {
    ...content,
    sections: sections.map(({ heading, fields }) => ({ heading, fields: fields.map((field) => ({ ...field })) })),
    statements: [...statements],
    signatures: signatures.map(({ party, lines }) => ({ party, lines: [...lines] })),
  };
}
