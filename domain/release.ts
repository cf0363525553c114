import type { Release } from './application-parts.ts';
import type { Application } from './application.ts';
import { rowOf } from './catalogue.ts';
import type { Action } from './lifecycle.ts';
import type { Violation } from './violation.ts';

/**
 * What is known of the release after an action: asked once the employer has confirmed what nobody has answered to yet, then answered, or
 * silent when the days have passed. A new submission forgets it. Null where nobody is asked.
 */
export function releaseAfter(
  application: Pick<Application, 'profession' | 'matter' | 'draft' | 'registrations' | 'release'> &
    Partial<Pick<Application, 'asksFormerIdentity' | 'standing'>>,
  action: Action,
  reason: string | null,
): Release | null {
  const { release, registrations, draft, asksFormerIdentity = false, standing } = application;
  if (action === 'submit') return null;
  const asks = rowOf(application).release || asksFormerIdentity;
  // Of a claim about a former identity nothing of the register is known yet: its employer is the one that the applicant names.
  const { employerName, employerCreditCode } = registrations[0] ?? draft.employment;
  if (
    action === 'confirm' &&
    asks &&
    standing?.released !== true &&
    employerName !== null &&
    employerCreditCode !== null
  ) {
    const party = rowOf(application).release ? 'former-employer' : 'former-identity';
    return { party, employerName, employerCreditCode, answer: 'asked', reason: null };
  }
  const answer = answers[action];
  if (release === null || answer === undefined) return release;
  return { ...release, answer, reason: answer === 'objected' ? reason : null };
}

/** A former employer's objection is met by proof that the contract with it has ended. Nothing is granted against it without. */
export function objectionProven({ release, attachments }: Pick<Application, 'release' | 'attachments'>): Violation[] {
  const isOpposed = release?.party === 'former-employer' && release.answer === 'objected';
  if (!isOpposed || attachments['release-proof'] !== undefined) return [];
  return [
    {
      code: 'release-proof-missing',
      field: 'files.release-proof',
      message:
        '原聘用企业提出异议，申请人还没有上传解除劳动合同证明、仲裁裁决书或者原聘用企业已不存在的证明。请一次性告知申请人补正该材料，或者不予受理、不予批准。',
    },
  ];
}

const answers: Readonly<Partial<Record<Action, Release['answer']>>> = {
  release: 'released',
  object: 'objected',
  'lapse-release': 'silent',
};
