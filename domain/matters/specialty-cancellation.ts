import type { CancellationGround } from '../grounds.ts';
import { anotherSpecialtyStays } from '../own-rules.ts';
import { type Approved, certificateFollows, type Effect } from './effect.ts';
import { groundFields } from './ground-fields.ts';

/** An approval ends some specialties of a registration, which keeps its others with their terms. */
export const specialtyCancellation = {
  code: 'specialty-cancellation',
  verb: '注销专业',
  certifies: true,
  replacementReason: '注销专业',
  amends: 'chosen',
  grants: null,
  ends: { scope: 'specialties', groundNamedBy: ['employer', 'department'] },
  asks: [],
  rules: { registration: [anotherSpecialtyStays] },
  change: (asked) => [
    { label: '申请注销的专业', value: asked.draft.specialties.join('、'), wide: true },
    ...(asked.initiator === 'practitioner' ? [] : groundFields(asked)),
  ],
  amendment: (approved, { terms }, on) => ({
    terms: terms.map((term) =>
      term.cancelledOn === null && term.specialty !== null && approved.draft.specialties.includes(term.specialty)
        ? { ...term, cancelledOn: on, cancellationGround: groundBehind(approved) }
        : term,
    ),
  }),
  layout: 'amendment',
  formName: '注销专业申请表',
  commitments: ['知悉所申请的专业注销后，不得再以该专业的名义执业。'],
  approvalNotice: 'cancellation-notice',
  stateNames: {},
  approvalMessages: certificateFollows,
} as const satisfies Effect;

// Whoever drops a specialty and keeps others does not practise it any more (Administrative Licensing Law art. 70 (6)); others name the ground.
function groundBehind({ draft, initiator }: Approved): CancellationGround {
  const named = initiator === 'practitioner' ? null : draft.cancellation;
  return named?.ground ?? 'practice-ended';
}
