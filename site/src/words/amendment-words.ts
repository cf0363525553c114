import type { ApplicationState } from '../../../domain/states.ts';
import type { ApplicationSummary, ApplicationView } from '../../../api/application.ts';
import { rowOf, type EffectCode, effects } from '../../../domain/catalogue.ts';
import type { Initiator } from '../../../domain/matter-codes.ts';
import { correctionExplanation, explanationOf } from './explanations.ts';
import type { Explanation } from './explanation.ts';

type Words = Readonly<Partial<Record<ApplicationState, Explanation>>>;

/**
 * What a state means and what happens next, for the practitioner: an amendment is not called a registration, and what others have begun is
 * not said to be the practitioner's.
 */
export function practitionerExplanationOf({
  state,
  initiator,
  correction = null,
  ...application
}: Pick<ApplicationSummary, 'state' | 'initiator' | 'profession' | 'matter'> &
  Partial<Pick<ApplicationView, 'correction'>>): Explanation {
  const { effect } = rowOf(application);
  const special =
    afterCorrection({ state, initiator, correction }) ??
    byInitiator[initiator][state] ??
    (isAmendment(effect) ? amended(effect)[state] : undefined);
  return special ?? explanationOf(state, 'practitioner', effect);
}

/** What a notice of correction makes of a state for the applicant; undefined where it makes nothing of it. */
function afterCorrection({
  state,
  initiator,
  correction,
}: Pick<ApplicationView, 'state' | 'initiator' | 'correction'>): Explanation | undefined {
  if (correction === null) return undefined;
  if (state === 'awaiting-employer') return sealedAnew;
  if (state !== 'awaiting-correction' || initiator !== 'practitioner') return undefined;
  return correctionExplanation(correction.addressee, 'practitioner');
}

const sealedAnew: Explanation = {
  meaning: '补正后申请表有变化，等待聘用企业重新签字盖章。',
  next: '请提醒聘用企业在“待办事项”中下载新的申请表，重新盖章后上传；企业确认后，申请回到原办理环节。',
};

/** True where an approval changes or ends what is registered already. */
export function isAmendment(effect: EffectCode): effect is keyof typeof approvals {
  return effect in approvals;
}

const newCertificate = '换发的电子注册证书生成后，可在“我的证照”中下载。';

const approvals = {
  renewal: { meaning: '准予延续注册，注册有效期已延长。', next: newCertificate },
  'employer-change': { meaning: '准予变更注册，您的注册已转入新聘用企业。', next: newCertificate },
  'personal-change': { meaning: '准予变更注册，注册信息已更新。', next: newCertificate },
  addition: { meaning: '准予增项注册，注册专业已增加。', next: newCertificate },
  cancellation: {
    meaning: '准予注销注册，注册证书已失效。',
    next: '不得再以该注册的名义执业；今后需要执业的，请申请重新注册。',
  },
} as const satisfies Partial<Record<EffectCode, Explanation>>;

function amended(effect: keyof typeof approvals): Words {
  const name = effects[effect].verb;
  const unchanged = '原注册不变；需要办理的，可重新申请。';
  return {
    submitted: {
      meaning: `系统正在生成${name}申请表和承诺书。`,
      next:
        effect === 'cancellation'
          ? '生成后自动送达江苏省住房和城乡建设厅，一般不超过一分钟。'
          : '生成后自动转交聘用企业确认，一般不超过一分钟。',
    },
    'awaiting-decision': { meaning: '审核已完成，等待审批。', next: `审批人员作出准予或者不予${name}的决定。` },
    approved: approvals[effect],
    rejected: { meaning: `经审查决定不予${name}。`, next: `原因见不予${name}决定书。${unchanged}` },
    'not-accepted': { meaning: '申请不予受理。', next: `原因见不予受理通知书。${unchanged}` },
    withdrawn: { meaning: '您已撤回申请。', next: `本次申请已终止。${unchanged}` },
    expired: { meaning: '规定期限内没有答复，申请已失效。', next: `本次申请已终止。${unchanged}` },
  };
}

/** What differs for the person whose registration somebody else wants cancelled. */
const byInitiator: Readonly<Record<Initiator, Words>> = {
  practitioner: {},
  employer: {
    submitted: { meaning: '聘用企业申请注销您的注册，系统正在生成申请表。', next: '由聘用企业签字盖章后提交。' },
    'awaiting-employer': {
      meaning: '聘用企业申请注销您的注册，尚未盖章提交。',
      next: '聘用企业提交后，由江苏省住房和城乡建设厅审查。有异议的，请及时与企业联系。',
    },
    'awaiting-acceptance': {
      meaning: '聘用企业申请注销您的注册，等待受理。',
      next: '有异议的，请及时与企业和主管部门联系；该申请由聘用企业撤回。',
    },
    'awaiting-correction': {
      meaning: '聘用企业的注销申请需要补正。',
      next: '由聘用企业按补正通知答复；逾期未补正的，申请失效。',
    },
    'under-review': {
      meaning: '聘用企业申请注销您的注册，已受理，正在审核。',
      next: '有异议的，请及时与企业和主管部门联系。',
    },
    withdrawn: { meaning: '聘用企业已撤回注销申请。', next: '您的注册不变。' },
    rejected: { meaning: '经审查决定不予注销注册。', next: '您的注册不变。' },
    'not-accepted': { meaning: '聘用企业的注销申请不予受理。', next: '您的注册不变。' },
    expired: { meaning: '聘用企业没有在规定期限内答复，注销申请已失效。', next: '您的注册不变。' },
  },
  department: {
    submitted: { meaning: '主管部门依职权办理注销，系统正在生成文书。', next: '审核、审批后作出决定。' },
    'under-review': {
      meaning: '主管部门依职权注销您的注册，正在审核。',
      next: '注销原因和法律依据见本页；有异议的，请及时向主管部门提出。',
    },
    withdrawn: { meaning: '主管部门已终止本次注销。', next: '您的注册不变。' },
    rejected: { meaning: '经审查决定不予注销注册。', next: '您的注册不变。' },
  },
};
