import { personChanged } from '../own-rules.ts';
import { shownFields } from '../shown-fields.ts';
import { certificateFollows, type Effect } from './effect.ts';

/** An approval writes the person's new name, or another identity document, into every valid registration; they keep their last day. */
export const personalChange = {
  code: 'personal-change',
  verb: '变更注册',
  certifies: true,
  replacementReason: '变更个人信息',
  amends: 'all',
  grants: null,
  asks: ['formerIdNumber'],
  rules: { personal: [personChanged] },
  change: ({ draft, applicant, registrations }) => [
    ...registrations.slice(0, 1).map(({ holderName }) => ({ label: '原姓名', value: holderName })),
    { label: '现姓名', value: applicant.name },
    ...(draft.formerIdNumber === null
      ? []
      : [...shownFields(['formerIdNumber'], { draft }), { label: '现证件号码', value: applicant.idNumber }]),
  ],
  amendment: ({ applicant }) => ({ holderName: applicant.name }),
  layout: 'amendment',
  formName: '变更注册申请表',
  commitments: [],
  approvalNotice: 'approval-decision',
  // Asked is whoever holds the former identity document, not a former employer.
  stateNames: { 'awaiting-release': '待原证件持有人确认' },
  approvalMessages: certificateFollows,
} as const satisfies Effect;
