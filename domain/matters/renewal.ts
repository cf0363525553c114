import { oneEmployer } from '../own-rules.ts';
import { timelinessText } from '../timeliness.ts';
import { renewedTerm } from '../registration-terms.ts';
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
  change: ({ timeliness }) =>
    timeliness === null ? [] : [{ label: '申请时间', value: timelinessText(timeliness), wide: true }],
  amendment: (approved, held) => ({
    employerQualification: namedQualification(approved),
    ...{ protection: null, lapsedOn: null },
    terms: held.terms.map((term) => (term.cancelledOn === null ? renewedTerm(term, held.profession) : term)),
  }),
  layout: 'amendment',
  formName: '延续注册申请表',
  commitments: [],
  approvalNotice: null,
  stateNames: {},
  approvalMessages: certificateFollows,
} as const satisfies Effect;
