import { type ApplicationState, isFinal } from '../../../domain/states.ts';
import type { ApplicationView } from '../../../api/application.ts';
import { rowOf, type EffectCode, effects } from '../../../domain/catalogue.ts';
import type { Initiator } from '../../../domain/matter-codes.ts';
import { correctionExplanation, explanationOf } from './explanations.ts';
import type { Explanation } from './explanation.ts';

/** What the words about an application depend on. */
export type Told = Pick<ApplicationView, 'state' | 'profession' | 'matter' | 'initiator' | 'release'> &
  Partial<Pick<ApplicationView, 'correction'>> & {
    readonly draft: { readonly employment: Pick<ApplicationView['draft']['employment'], 'employerCreditCode'> };
  };

/** True for the employer that the applicant leaves: the API tells it for whom, but nothing of the new employment. */
export function isFormerEmployer({ release, draft }: Pick<Told, 'release' | 'draft'>): boolean {
  return release !== null && draft.employment.employerCreditCode === null;
}

/** What a state means and what happens next, for a company that takes part: the employer, or the former one in a change of employer. */
export function employerExplanationOf(application: Told): Explanation {
  const { state, initiator, release, correction } = application;
  const { effect } = rowOf(application);
  if (state === 'awaiting-employer' && correction != null) return sealedAnew;
  const asked =
    state === 'awaiting-correction' && correction != null
      ? correctionExplanation(correction.addressee, 'employer')
      : undefined;
  const special = isFormerEmployer(application)
    ? formerEmployer(state, release?.answer ?? 'asked')
    : (asked ??
      byInitiator[initiator][state] ??
      (isAmendment(effect) ? amended(effect, employerApprovals)[state] : undefined));
  return special ?? explanationOf(state, 'employer', effect);
}

const sealedAnew: Explanation = {
  meaning: '补正后申请表有变化，此前盖章的申请表不再使用，等待本企业重新确认。',
  next: '请下载并打印新的申请表，认真阅读，由法定代表人签字并加盖公章后上传并提交；内容有误的，退回申请人修改。',
};

/** What a state means and what happens next, for the department. */
export function departmentExplanationOf(application: Told): Explanation {
  const { state, initiator, release } = application;
  const { effect } = rowOf(application);
  if (state === 'awaiting-acceptance') {
    const arrival = release === null ? arrivals[initiator] : releaseArrivals[release.answer];
    const usual = explanationOf(state, 'department', effect);
    return isAmendment(effect) && (effect === 'cancellation' || release !== null)
      ? { ...usual, meaning: arrival }
      : usual;
  }
  const own = initiator === 'department' ? departmentOwn[state] : undefined;
  // What an official has to know of a pending decision is the same for every matter.
  const ended = isAmendment(effect) && isFinal(state) ? amended(effect, departmentApprovals)[state] : undefined;
  const special = own ?? ended;
  return special ?? explanationOf(state, 'department', effect);
}

type Words = Readonly<Partial<Record<ApplicationState, Explanation>>>;
type Amendment = Exclude<EffectCode, 'registration' | 'qualification'>;

function isAmendment(effect: EffectCode): effect is Amendment {
  return effect !== 'registration' && effect !== 'qualification';
}

const unchanged = '原注册不变。';

/** The words about an amendment, whoever began it. */
function amended(effect: Amendment, approvals: Readonly<Record<Amendment, Explanation>>): Words {
  const name = effects[effect].verb;
  return {
    'awaiting-decision': {
      meaning: '审核意见已提出，等待审批。',
      next: `审批人员作出准予或者不予${name}的决定。`,
    },
    approved: approvals[effect],
    rejected: { meaning: `经审查决定不予${name}。`, next: `原因见不予${name}决定书。${unchanged}` },
    'not-accepted': { meaning: '申请不予受理。', next: `原因见不予受理通知书。${unchanged}` },
    withdrawn: { meaning: '申请人已撤回申请。', next: `本次申请已终止，${unchanged}` },
    expired: { meaning: '规定期限内没有答复，申请已失效。', next: `本次申请已终止，${unchanged}` },
  };
}

const employerApprovals: Readonly<Record<Amendment, Explanation>> = {
  renewal: { meaning: '准予延续注册，注册有效期已延长。', next: '新的有效期见“在册人员”。' },
  'employer-change': { meaning: '准予变更注册，该人员的注册已转入本企业。', next: '该人员已列入“在册人员”。' },
  'personal-change': { meaning: '准予变更注册，注册信息已更新。', next: '更新后的信息见“在册人员”。' },
  addition: { meaning: '准予增项注册，注册专业已增加。', next: '增加后的专业见“在册人员”。' },
  cancellation: {
    meaning: '准予注销注册，该注册已注销，注册证书失效。',
    next: '该人员不得再以此项注册的名义执业。',
  },
};

const departmentApprovals: Readonly<Record<Amendment, Explanation>> = {
  renewal: { meaning: '准予延续注册，注册有效期已延长。', next: '电子注册证书由系统换发。' },
  'employer-change': { meaning: '准予变更注册，注册已转入新聘用企业。', next: '电子注册证书由系统换发。' },
  'personal-change': { meaning: '准予变更注册，注册信息已更新。', next: '电子注册证书由系统换发。' },
  addition: { meaning: '准予增项注册，注册专业已增加。', next: '电子注册证书由系统换发。' },
  cancellation: { meaning: '准予注销注册，该注册已注销。', next: '注册证书失效，在线验证显示“已注销”。' },
};

/** What differs for the employer by who has begun the application. */
const byInitiator: Readonly<Record<Initiator, Words>> = {
  practitioner: {},
  employer: {
    submitted: { meaning: '系统正在生成注销注册申请表。', next: '生成后请在本页下载并盖章，一般不超过一分钟。' },
    'awaiting-employer': {
      meaning: '注销注册申请表已生成，等待本企业签字盖章。',
      next: '请下载并打印申请表，由法定代表人签字并加盖公章后上传并提交；逾期未提交的，申请失效。',
    },
    withdrawn: { meaning: '本企业已撤回注销申请。', next: `${unchanged}需要注销时，请在“在册人员”中重新申请。` },
    expired: {
      meaning: '规定期限内没有提交，注销申请已失效。',
      next: `${unchanged}需要注销时，请在“在册人员”中重新申请。`,
    },
  },
  department: {
    submitted: { meaning: '主管部门依职权办理注销，系统正在生成文书。', next: '审核、审批后作出决定。' },
    'under-review': {
      meaning: '主管部门依职权办理注销，正在审核。',
      next: '审核人员提出审核意见后，由另一名工作人员审批。',
    },
    withdrawn: { meaning: '主管部门已终止本次注销。', next: unchanged },
  },
};

const departmentOwn: Words = {
  submitted: { meaning: '依职权注销已提交，系统正在生成文书。', next: '生成后进入审核，一般不超过一分钟。' },
  'under-review': { meaning: '依职权注销等待审核。', next: '核对注销原因和证据，提出审核意见。' },
  withdrawn: { meaning: '依职权注销已撤回。', next: unchanged },
};

/** How an application has come to the department. */
const arrivals: Readonly<Record<Initiator, string>> = {
  practitioner: '注册人员本人已提交注销申请，等待受理。',
  employer: '聘用企业已提交盖章的注销申请，等待受理。',
  department: '依职权注销已提交。',
};

const releaseArrivals: Readonly<Record<NonNullable<Told['release']>['answer'], string>> = {
  asked: '新聘用企业已确认，等待原聘用企业答复。',
  released: '新聘用企业已确认，原聘用企业同意解除聘用，等待受理。',
  objected: '新聘用企业已确认，原聘用企业提出异议，等待受理。',
  silent: '新聘用企业已确认，原聘用企业逾期未答复，等待受理。',
};

const answered: Readonly<Record<NonNullable<Told['release']>['answer'], string>> = {
  asked: '等待本企业答复。',
  released: '本企业已同意解除聘用。',
  objected: '本企业已提出异议。',
  silent: '本企业逾期未答复，申请继续办理。',
};

function formerEmployer(state: ApplicationState, answer: keyof typeof answered): Explanation {
  const stays = '原注册不变，该人员仍在本企业注册。';
  const words: Words = {
    'awaiting-release': {
      meaning: '本企业的注册人员申请变更聘用企业，等待本企业答复。',
      next: '请在期限前同意解除聘用或者提出异议；逾期未答复的，申请继续办理。',
    },
    approved: { meaning: '准予变更注册，该人员的注册已转往新聘用企业。', next: '该人员不再列入本企业“在册人员”。' },
    rejected: { meaning: '经审查决定不予变更注册。', next: stays },
    'not-accepted': { meaning: '申请不予受理。', next: stays },
    withdrawn: { meaning: '申请人已撤回申请。', next: stays },
    expired: { meaning: '规定期限内没有答复，申请已失效。', next: stays },
  };
  return words[state] ?? { meaning: answered[answer], next: '由主管部门审查并作出决定，结果可在本页查看。' };
}
