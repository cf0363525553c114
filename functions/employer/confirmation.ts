import type * as z from 'zod';
import type { CommandResult } from '../../api/application.ts';
import type { employerEndpoints as endpoints } from '../../api/employer.ts';
import type { SealedForm } from '../../domain/case-facts.ts';
import { correctedAttachments } from '../../domain/preparation.ts';
import { carryOutOn } from '../cases/carry-out.ts';
import { type Case, loadOwnCase } from '../cases/case.ts';
import { newestReadyFiles, ownFile } from '../cases/uploads.ts';
import type { Act } from '../platform/act.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import { refusals, type Result } from '../platform/refusal.ts';
import { keepAccountName } from '../register/known-employers.ts';
import { employerProfile, readEmployer } from '../register/profiles.ts';

/**
 * Confirms an application with the signed and sealed form (manual 二（二）1) and the profession's supplement (二（二）2). The sealed form is one that this
 * employer has uploaded in this step: what was sealed before was another form.
 */
export async function confirm(
  act: Act<CompanyCaller, z.output<typeof endpoints.confirm.body>>,
): Promise<Result<CommandResult>> {
  const { caller, id, body, now } = act;
  const found = await loadOwnCase(id, caller);
  if (found === undefined) return refusals.notFound();
  const { version, sealedFormFileId, supplement } = body;
  await keepAccountName(caller);
  return await carryOutOn(found, act, async (present) => ({
    action: 'confirm',
    actor: 'employer',
    actorName: caller.name,
    version,
    now,
    supplement,
    employer: employerProfile(caller, await readEmployer(caller.creditCode)),
    sealedForm: sealedForm(present, caller, sealedFormFileId),
  }));
}

/**
 * Answers a notice of correction addressed to the employer. Where the notice names the sealed form, one uploaded since takes the place of the old
 * one, and where it names the supplement, so does one that comes with the answers.
 */
export async function answerCorrection(
  act: Act<CompanyCaller, z.output<typeof endpoints.answerCorrection.body>>,
): Promise<Result<CommandResult>> {
  const { caller, id, body, now } = act;
  const found = await loadOwnCase(id, caller);
  if (found === undefined) return refusals.notFound();
  const { version, answers, supplement } = body;
  return await carryOutOn(found, act, async (present) => ({
    action: 'answer-correction',
    actor: 'employer',
    actorName: caller.name,
    version,
    now,
    answers,
    supplement,
    employer: employerProfile(caller, await readEmployer(caller.creditCode)),
    attachments: correctedAttachments(present.application, uploadedSince(present, caller)),
  }));
}

/** The newest ready file of each slot that the employer has uploaded in this step. */
function uploadedSince({ files, application }: Case, caller: CompanyCaller) {
  return newestReadyFiles(
    files.filter(({ stateVersion }) => stateVersion === application.stateVersion),
    caller,
  );
}

function sealedForm(found: Case, caller: CompanyCaller, fileId: string): SealedForm {
  const file = ownFile(found, caller, fileId);
  if (file?.slot !== 'sealed-form') return null;
  const isOfThisStep = file.stateVersion === found.application.stateVersion;
  return { id: file.fileId, status: file.status, message: file.message ?? null, isOfThisStep };
}
