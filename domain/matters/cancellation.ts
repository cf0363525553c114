import { initiators } from '../initiators.ts';
import { cancellationComplete, ownGroundFounded } from '../own-rules.ts';
import { groundFields } from './ground-fields.ts';
import type { Effect } from './effect.ts';

/** An approval ends a registration on a ground in law. Its last certificate stays with it, and verifies as cancelled. */
export const cancellation = {
  code: 'cancellation',
  verb: '注销注册',
  certifies: false,
  replacementReason: null,
  amends: 'chosen',
  grants: null,
  ends: { scope: 'registration', groundNamedBy: initiators },
  asks: ['cancellation'],
  rules: {
    cancellation: [
      ({ draft }, profession) => cancellationComplete(draft.cancellation, 'practitioner', profession),
      ownGroundFounded,
    ],
  },
  change: groundFields,
  amendment: ({ draft }, { terms }, on) => ({
    terms: terms.map((term) =>
      term.cancelledOn === null
        ? { ...term, cancelledOn: on, cancellationGround: draft.cancellation?.ground ?? null }
        : term,
    ),
  }),
  layout: 'amendment',
  formName: '注销注册申请表',
  commitments: ['知悉注册注销后，注册证书随即失效，不得再以该注册的名义执业。'],
  approvalNotice: 'cancellation-notice',
  stateNames: {},
  approvalMessages: {
    practitioner: {
      title: '注册已注销',
      text: '您的{matter}（受理编号：{number}）已获准，注册和注册证书自即日起失效。注销注册决定书可在“事项查询”中下载，其中写明了救济途径。',
    },
    employer: {
      title: '在册人员的注册已注销',
      text: '{matter}（受理编号：{number}）已获准，该人员的注册自即日起失效。注销注册决定书可在“已办事项”中下载。',
    },
  },
} as const satisfies Effect;
