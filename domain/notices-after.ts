import type { Application } from './application.ts';
import { effectOf } from './catalogue.ts';
import type { DocumentKind } from './documents.ts';
import type { Action } from './lifecycle.ts';

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
};

/** The notices that are drawn after an action on an application. */
export function noticesAfter(
  action: Action,
  application: Pick<Application, 'profession' | 'matter' | 'state'>,
): readonly DocumentKind[] {
  const { approvalNotice } = effectOf(application);
  if (application.state === 'awaiting-statement') return ['statement-notice'];
  if (action === 'approve' && approvalNotice !== null) return [approvalNotice];
  return noticesOf[action] ?? [];
}
