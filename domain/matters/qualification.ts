import type { Effect } from './effect.ts';

/** An approval enters a qualification obtained elsewhere, on which registrations can rest. It has rules of its own alone (domain/entry-rules.ts). */
export const qualification = {
  code: 'qualification',
  verb: '录入',
  certifies: false,
  replacementReason: null,
  amends: 'none',
  grants: 'qualification',
  asks: ['entry'],
  rules: {},
  change: () => [],
  amendment: () => ({}),
  layout: 'entry',
  formName: '省外资格信息录入申请表',
  commitments: [],
  approvalNotice: 'approval-decision',
  stateNames: {},
  approvalMessages: {
    practitioner: {
      title: '准予录入',
      text: '您的{matter}申请（受理编号：{number}）准予录入，该资格已列入“我的资格”。请在“我要办事”中申请注册。',
    },
    employer: null,
  },
} as const satisfies Effect;
