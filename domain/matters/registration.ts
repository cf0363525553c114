import { oneEmployer } from '../own-rules.ts';
import { certificateFollows, type Effect } from './effect.ts';

/** An approval makes an entry of the register: for the first time, again, or in a zone. */
export const registration = {
  code: 'registration',
  verb: '注册',
  certifies: true,
  replacementReason: null,
  amends: 'none',
  grants: 'registration',
  asks: [],
  rules: { employment: [oneEmployer] },
  change: () => [],
  amendment: () => ({}),
  layout: 'registration',
  formName: '注册申请表',
  commitments: [],
  approvalNotice: 'approval-decision',
  stateNames: {},
  approvalMessages: certificateFollows,
} as const satisfies Effect;
