import { employerDiffers } from '../own-rules.ts';
import { professions } from '../professions.ts';
import { certificateFollows, type Effect, namedQualification } from './effect.ts';

/** An approval moves every valid registration of the person to another employer; they keep their last day. */
export const employerChange = {
  code: 'employer-change',
  verb: '变更注册',
  certifies: true,
  replacementReason: '变更聘用企业',
  amends: 'all',
  grants: null,
  asks: [],
  rules: { employment: [employerDiffers] },
  change: () => [],
  amendment: (approved, held) => ({
    employerName: approved.draft.employment.employerName ?? '',
    employerCreditCode: approved.draft.employment.employerCreditCode ?? '',
    employerQualification:
      professions[held.profession].supplement === 'company-qualification' ? namedQualification(approved) : null,
  }),
  layout: 'amendment',
  formName: '变更注册申请表',
  commitments: [],
  approvalNotice: 'approval-decision',
  stateNames: {},
  approvalMessages: certificateFollows,
} as const satisfies Effect;
