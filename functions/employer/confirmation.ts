import type { CommandResult } from '../../api/application.ts';
import type { Supplement } from '../../domain/application.ts';
import { rowOf } from '../../domain/catalogue.ts';
import { openFields } from '../../domain/open-fields.ts';
import { companyProfileComplete, employerInZone, supplementComplete } from '../../domain/eligibility.ts';
import { printableText } from '../../domain/papers.ts';
import type { Violation } from '../../domain/violation.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { type Case, loadOwnCase } from '../cases/case.ts';
import { answeredCorrection, type CorrectionAnswer } from '../cases/correction.ts';
import { employerProfile, readEmployer } from '../register/profiles.ts';
import { refusals, refuse, refuseViolations, type Result } from '../platform/refusal.ts';
import { carryOut, checkCommand } from '../cases/transition.ts';
import { correctedAttachments, ownFile } from '../cases/uploads.ts';

/** What the employer says at confirmation: the signed and sealed form, and the supplement of the profession. */
export interface Confirmation {
  readonly version: number;
  readonly sealedFormFileId: string;
  readonly supplement: Supplement;
}

/**
 * Confirms an application with the signed and sealed form (manual 二（二）1) and the profession's supplement (二（二）2). The sealed form is one that this
 * employer has uploaded in this step: what was sealed before was another form.
 */
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
    ...printableText('企业名称', caller.name),
  ];
  if (violations.length > 0) return refuseViolations(violations);
  const sealed = sealedForm(found, caller, confirmation.sealedFormFileId);
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
 * Answers a notice of correction addressed to the employer. Where the notice names the sealed form, one uploaded since takes the place of the old
 * one, and where it names the supplement, so does one that comes with the answers.
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
    if (!openFields(found.item.correction?.items ?? []).has('supplement'))
      return refuseViolations([supplementNotNamed]);
    const employer = employerProfile(caller, await readEmployer(caller.creditCode));
    const violations = supplementComplete(rowOf(found.application), supplement, employer);
    if (violations.length > 0) return refuseViolations(violations);
  }
  return await carryOut({
    ...command,
    found,
    actorName: caller.name,
    now,
    reason: answered.value.summary,
    changes: {
      correction: answered.value.correction,
      attachments: correctedAttachments(found, caller),
      ...(supplement === null ? {} : { supplement }),
    },
  });
}

const supplementNotNamed: Violation = {
  code: 'not-named-in-notice',
  field: 'supplement',
  message: '补正通知没有要求补正企业补充信息，不能修改。',
};

function sealedForm(found: Case, caller: CompanyCaller, fileId: string): Result<string> {
  const file = ownFile(found, caller, fileId);
  if (file === undefined || file.slot !== 'sealed-form')
    return refuse('not-found', '没有找到上传的申请表，请重新上传。');
  if (file.stateVersion !== found.item.stateVersion) {
    return refuse('file-not-ready', '此前上传的申请表不能再次使用。请下载现在的申请表，重新签字盖章后上传。');
  }
  switch (file.status) {
    case 'ready':
      return { ok: true, value: file.fileId };
    case 'pending':
      return refuse('file-not-ready', '签字盖章的申请表正在检查，请稍候几秒再提交。');
    case 'rejected':
      return refuse('file-not-ready', file.message ?? '签字盖章的申请表未通过检查，请重新上传。');
  }
}
