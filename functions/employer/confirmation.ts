import type { CommandResult } from '../../api/application.ts';
import { rowOf, type Supplement } from '../../domain/application.ts';
import { companyProfileComplete, employerInZone, supplementComplete } from '../../domain/eligibility.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { type Case, loadOwnCase } from '../cases/case.ts';
import { answeredCorrection, type CorrectionAnswer } from '../cases/correction.ts';
import { employerProfile, readEmployer } from '../register/people.ts';
import { refusals, refuse, refuseViolations, type Result } from '../platform/refusal.ts';
import { carryOut, checkCommand } from '../cases/transition.ts';
import { newestReadyFiles, ownFile } from '../cases/uploads.ts';

/** What the employer says at confirmation: the signed and sealed form, and the supplement of the profession. */
export interface Confirmation {
  readonly version: number;
  readonly sealedFormFileId: string;
  readonly supplement: Supplement;
}

/** Confirms an application with the signed and sealed form (manual 二（二）1) and the profession's supplement (二（二）2). */
export async function confirm(
  caller: CompanyCaller,
  applicationId: string,
  confirmation: Confirmation,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CommandResult>> {
  const found = await loadOwnCase(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  const command = { action: 'confirm', actor: 'employer', version: confirmation.version, idempotencyKey } as const;
  const refused = checkCommand(found, command);
  if (refused !== undefined) return refused;
  const employer = employerProfile(caller, await readEmployer(caller.creditCode));
  const violations = [
    ...companyProfileComplete(employer),
    ...employerInZone(rowOf(found.application), employer.division),
    ...supplementComplete(rowOf(found.application), confirmation.supplement, employer),
  ];
  if (violations.length > 0) return refuseViolations(violations);
  const sealed = sealedForm(found, confirmation.sealedFormFileId);
  if (!sealed.ok) return sealed;
  return await carryOut({
    ...command,
    found,
    actorName: caller.name,
    now,
    reason: null,
    changes: {
      supplement: confirmation.supplement,
      attachments: { ...found.item.attachments, 'sealed-form': sealed.value },
    },
  });
}

/**
 * Answers a notice of correction addressed to the employer; a newer ready sealed form takes the place of the old one, and so does a
 * supplement that comes with the answers.
 */
export async function answerCorrection(
  caller: CompanyCaller,
  applicationId: string,
  answer: CorrectionAnswer & { readonly supplement: Supplement | null },
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CommandResult>> {
  const found = await loadOwnCase(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  const command = { action: 'answer-correction', actor: 'employer', version: answer.version, idempotencyKey } as const;
  const refused = checkCommand(found, command);
  if (refused !== undefined) return refused;
  const answered = answeredCorrection(found, answer);
  if (!answered.ok) return answered;
  const { supplement } = answer;
  if (supplement !== null) {
    const employer = employerProfile(caller, await readEmployer(caller.creditCode));
    const violations = supplementComplete(rowOf(found.application), supplement, employer);
    if (violations.length > 0) return refuseViolations(violations);
  }
  const newest = newestReadyFiles(found.files, 'employer');
  return await carryOut({
    ...command,
    found,
    actorName: caller.name,
    now,
    reason: answered.value.summary,
    changes: {
      correction: answered.value.correction,
      attachments: { ...found.item.attachments, ...newest },
      ...(supplement === null ? {} : { supplement }),
    },
  });
}

function sealedForm(found: Case, fileId: string): Result<string> {
  const file = ownFile(found, 'employer', fileId);
  if (file === undefined || file.slot !== 'sealed-form')
    return refuse('not-found', '没有找到上传的申请表，请重新上传。');
  switch (file.status) {
    case 'ready':
      return { ok: true, value: file.fileId };
    case 'pending':
      return refuse('file-not-ready', '签字盖章的申请表正在检查，请稍候几秒再提交。');
    case 'rejected':
      return refuse('file-not-ready', file.message ?? '签字盖章的申请表未通过检查，请重新上传。');
  }
}
