import type { Application } from './application.ts';
import { effectOf } from './catalogue.ts';
import type { DocumentKind } from './documents.ts';
import { type Action, isGrant } from './lifecycle.ts';

/** The notices that an action asks for besides those of its matter. */
const noticesOf: Readonly<Partial<Record<Action, readonly DocumentKind[]>>> = {
  accept: ['acceptance-notice'],
  'deem-accepted': ['acceptance-notice'],
  'extend-review': ['extension-notice'],
  refuse: ['non-acceptance-notice'],
  'request-correction': ['correction-notice'],
  // What was corrected may stand on the form.
  'answer-correction': ['application-form'],
  reject: ['rejection-notice'],
  'uphold-objection': ['rejection-notice'],
  expire: ['expiry-notice'],
};

/** The notices that are drawn after an action on an application. */
export function noticesAfter(
  action: Action,
  application: Pick<Application, 'profession' | 'matter' | 'state'>,
): readonly DocumentKind[] {
  if (application.state === 'awaiting-statement') return ['statement-notice'];
  if (isGrant(action) && application.state === 'approved') return [effectOf(application).approvalNotice];
  return noticesOf[action] ?? [];
}
