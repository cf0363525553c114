import { anotherSpecialtyStays } from '../own-rules.ts';
import { certificateFollows, type Effect } from './effect.ts';

/** An approval ends some specialties of a registration, which keeps its others with their terms. */
export const specialtyCancellation = {
  code: 'specialty-cancellation',
  verb: '注销专业',
  certifies: true,
  replacementReason: '注销专业',
  amends: 'chosen',
  grants: null,
  asks: [],
  rules: { registration: [anotherSpecialtyStays] },
  change: ({ draft }) => [{ label: '申请注销的专业', value: draft.specialties.join('、'), wide: true }],
  // Whoever drops a specialty and keeps others does not practise it any more (Administrative Licensing Law art. 70 (6)).
  amendment: ({ draft }, { terms }, on) => ({
    terms: terms.map((term) =>
      term.cancelledOn === null && term.specialty !== null && draft.specialties.includes(term.specialty)
        ? { ...term, cancelledOn: on, cancellationGround: 'practice-ended' }
        : term,
    ),
  }),
  layout: 'amendment',
  formName: '注销专业申请表',
  commitments: ['知悉所申请的专业注销后，不得再以该专业的名义执业。'],
  approvalNotice: null,
  stateNames: {},
  approvalMessages: certificateFollows,
} as const satisfies Effect;
