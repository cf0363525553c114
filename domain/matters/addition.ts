import { specialtiesNew } from '../own-rules.ts';
import { professions } from '../professions.ts';
import { newTerms, type RegistrationTerm } from '../registration-terms.ts';
import { certificateFollows, type Effect } from './effect.ts';

/** An approval adds specialties to a registration, each for a term of its own; those that it has keep theirs. */
export const addition = {
  code: 'addition',
  verb: '增项注册',
  certifies: true,
  replacementReason: '增项注册',
  amends: 'chosen',
  grants: null,
  asks: [],
  rules: { qualification: [specialtiesNew] },
  change: ({ draft }) => [{ label: '申请增加的专业', value: draft.specialties.join('、'), wide: true }],
  amendment: ({ draft }, { profession, terms }, on) => {
    const added = newTerms(profession, draft.specialties, on);
    const kept = terms.filter(({ specialty }) => !added.some((term) => term.specialty === specialty));
    const order: readonly (string | null)[] = professions[profession].specialties;
    const place = ({ specialty }: RegistrationTerm) => order.indexOf(specialty);
    return { terms: [...kept, ...added].sort((left, right) => place(left) - place(right)) };
  },
  layout: 'amendment',
  formName: '增项注册申请表',
  commitments: [],
  approvalNotice: 'approval-decision',
  stateNames: {},
  approvalMessages: certificateFollows,
} as const satisfies Effect;
