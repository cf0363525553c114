import { oneEmployer } from '../own-rules.ts';
import { sharesRegistration } from '../professions.ts';
import type { Registration } from '../registration.ts';
import { timelinessText } from '../timeliness.ts';
import { type RegistrationTerm, renewedTerm } from '../registration-terms.ts';
import { certificateFollows, type Effect, namedQualification } from './effect.ts';

/** An approval extends a registration, or those of its specialties that were asked for. */
export const renewal = {
  code: 'renewal',
  verb: '延续注册',
  certifies: true,
  replacementReason: '延续注册',
  amends: 'chosen',
  grants: null,
  asks: [],
  rules: { employment: [oneEmployer] },
  change: ({ draft, registrations, timeliness }) => [
    ...(registrations.some(({ profession }) => sharesRegistration(profession))
      ? [{ label: '申请延续的专业', value: draft.specialties.join('、'), wide: true }]
      : []),
    ...(timeliness === null ? [] : [{ label: '申请时间', value: timelinessText(timeliness), wide: true }]),
  ],
  amendment: (approved, held) => ({
    employerQualification: namedQualification(approved),
    ...{ protection: null, lapsedOn: null },
    terms: held.terms.map((term) =>
      isRenewed(term, held, approved.draft.specialties) ? renewedTerm(term, held.profession) : term,
    ),
  }),
  layout: 'amendment',
  formName: '延续注册申请表',
  commitments: [],
  approvalNotice: 'approval-decision',
  stateNames: {},
  approvalMessages: certificateFollows,
} as const satisfies Effect;

/** The specialties that were asked for; where they are registrations of their own, what lasts as long as the registration. */
function isRenewed(
  { specialty, cancelledOn, validUntil }: RegistrationTerm,
  held: Registration,
  asked: readonly string[],
): boolean {
  if (cancelledOn !== null) return false;
  return sharesRegistration(held.profession)
    ? specialty !== null && asked.includes(specialty)
    : validUntil === held.validUntil;
}
