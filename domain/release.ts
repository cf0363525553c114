import { type Application, type Release, rowOf } from './application.ts';
import type { Action } from './lifecycle.ts';

/**
 * What is known of the release after an action: asked once the employer has confirmed what nobody has answered to yet, then answered, or
 * silent when the days have passed. A new submission forgets it. Null where nobody is asked.
 */
export function releaseAfter(
  application: Pick<Application, 'profession' | 'matter' | 'registrations' | 'release'> &
    Partial<Pick<Application, 'asksFormerIdentity' | 'standing'>>,
  action: Action,
  reason: string | null,
): Release | null {
  const { release, registrations, asksFormerIdentity = false, standing } = application;
  const [registration] = registrations;
  if (action === 'submit') return null;
  const asks = rowOf(application).release || asksFormerIdentity;
  if (action === 'confirm' && asks && standing?.released !== true && registration !== undefined) {
    const { employerName, employerCreditCode } = registration;
    const party = rowOf(application).release ? 'former-employer' : 'former-identity';
    return { party, employerName, employerCreditCode, answer: 'asked', reason: null };
  }
  const answer = answers[action];
  if (release === null || answer === undefined) return release;
  return { ...release, answer, reason: answer === 'objected' ? reason : null };
}

const answers: Readonly<Partial<Record<Action, Release['answer']>>> = {
  release: 'released',
  object: 'objected',
  'lapse-release': 'silent',
};
