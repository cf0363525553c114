import { CustomAttributeType, Entity } from 'electrodb';
import type { DecisionReasonCode } from '../../domain/decision-reasons.ts';
import { draftedDecisions } from '../../domain/opinion-draft.ts';
import { model, primary, required, version } from './attributes.ts';

/** What an officer has written so far of an opinion on a step; nobody else sees it, and the table forgets it. */
export const OpinionEntity = new Entity({
  model: model('opinion'),
  attributes: {
    applicationId: required,
    staffId: required,
    /** Of which step: on another one it is no opinion any more. */
    stateVersion: version,
    decision: { type: draftedDecisions },
    reasons: { type: CustomAttributeType<readonly DecisionReasonCode[]>('any'), required: true },
    text: { type: 'string', required: true },
    savedAt: required,
    /** Seconds since 1970 (DynamoDB's time to live). */
    expiresAt: { type: 'number', required: true },
  },
  indexes: {
    opinion: {
      pk: { field: primary.pk, composite: ['applicationId'] },
      sk: { field: primary.sk, composite: ['staffId'] },
    },
  },
});
