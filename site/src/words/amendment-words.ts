import type { ApplicationSummary, ApplicationView } from '../../../api/application.ts';
import { rowOf } from '../../../domain/catalogue.ts';
import { correctionExplanation, explanationOf } from './explanations.ts';
import type { Explanation } from './explanation.ts';

/**
 * What a state means and what happens next, for the practitioner: an amendment is not called a registration, and what others have begun is
 * not said to be the practitioner's.
 */
export function practitionerExplanationOf({
  state,
  initiator,
  correction = null,
  ...application
}: Pick<ApplicationSummary, 'state' | 'initiator' | 'profession' | 'matter'> &
  Partial<Pick<ApplicationView, 'correction'>>): Explanation {
  const { effect } = rowOf(application);
  return afterCorrection({ state, initiator, correction }) ?? explanationOf(state, 'practitioner', effect, initiator);
}

/** What a notice of correction makes of a state for the applicant; undefined where it makes nothing of it. */
function afterCorrection({
  state,
  initiator,
  correction,
}: Pick<ApplicationView, 'state' | 'initiator' | 'correction'>): Explanation | undefined {
  if (correction === null) return undefined;
  if (state === 'awaiting-employer') return sealedAnew;
  if (state !== 'awaiting-correction' || initiator !== 'practitioner') return undefined;
  return correctionExplanation(correction.addressee, 'practitioner');
}

const sealedAnew: Explanation = {
  meaning: '补正后申请表有变化，等待聘用企业重新签字盖章。',
  next: '请提醒聘用企业在“待办事项”中下载新的申请表，重新盖章后上传；企业确认后，申请回到原办理环节。',
};
