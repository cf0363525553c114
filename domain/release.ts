import { type Application, type Release, rowOf } from './application.ts';
import type { Action } from './lifecycle.ts';

/**
 * What is known of the former employer's release after an action: asked once the new employer has confirmed, then answered, or silent when
 * its days have passed. Null for every other matter.
 */
export function releaseAfter(
  application: Pick<Application, 'profession' | 'matter' | 'registrations' | 'release'>,
  action: Action,
  reason: string | null,
): Release | null {
  const { release, registrations } = application;
  const [registration] = registrations;
  if (action === 'confirm' && rowOf(application).release && registration !== undefined) {
    const { employerName, employerCreditCode } = registration;
    return { employerName, employerCreditCode, answer: 'asked', reason: null };
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
