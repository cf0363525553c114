import { specialtiesNew } from '../own-rules.ts';
import { professions } from '../professions.ts';
import { certificateFollows, type Effect } from './effect.ts';

/** An approval adds specialties to a registration, which keeps its last day. */
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
  amendment: ({ draft }, held) => {
    const all = new Set([...held.specialties, ...draft.specialties]);
    return { specialties: professions[held.profession].specialties.filter((specialty) => all.has(specialty)) };
  },
  layout: 'amendment',
  formName: '增项注册申请表',
  commitments: [],
  approvalNotice: null,
  stateNames: {},
  approvalMessages: certificateFollows,
} as const satisfies Effect;
