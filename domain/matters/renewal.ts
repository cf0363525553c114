import { addYears } from '../calendar-dates.ts';
import { oneEmployer } from '../own-rules.ts';
import { professions } from '../professions.ts';
import { certificateFollows, type Effect, namedQualification } from './effect.ts';

/** An approval extends a registration. */
export const renewal = {
  code: 'renewal',
  verb: '延续注册',
  certifies: true,
  replacementReason: '延续注册',
  amends: 'chosen',
  grants: null,
  asks: [],
  rules: { employment: [oneEmployer] },
  change: () => [],
  amendment: (approved, held) => ({
    employerQualification: namedQualification(approved),
    // Counted from the old last day: the new one corresponds to it, or ends its month (Civil Code art. 202).
    validUntil: addYears(held.validUntil, professions[held.profession].validYears),
  }),
  layout: 'amendment',
  formName: '延续注册申请表',
  commitments: [],
  approvalNotice: null,
  stateNames: {},
  approvalMessages: certificateFollows,
} as const satisfies Effect;
