import type { ApplicationState } from '../../../domain/states.ts';
import type { ApplicationView } from '../../../api/application.ts';
import { rowOf } from '../../../domain/catalogue.ts';
import { correctionExplanation, explanationOf } from './explanations.ts';
import type { Words } from './matter-words.ts';
import { matterWords } from './matters.ts';
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
  if (isFormerEmployer(application)) return formerEmployer(state, release?.answer ?? 'asked');
  return asked ?? explanationOf(state, 'employer', effect, initiator);
}

const sealedAnew: Explanation = {
  meaning: '补正后申请表有变化，此前盖章的申请表不再使用，等待本企业重新确认。',
  next: '请下载并打印新的申请表，认真阅读，由法定代表人签字并加盖公章后上传并提交；内容有误的，退回申请人修改。',
};

/** What a state means and what happens next, for the department. */
export function departmentExplanationOf(application: Told): Explanation {
  const { state, initiator, release } = application;
  const { effect } = rowOf(application);
  const usual = explanationOf(state, 'department', effect, initiator);
  if (state !== 'awaiting-acceptance') return usual;
  const arrival = release === null ? matterWords[effect].arrivals?.[initiator] : releaseArrivals[release.answer];
  return arrival === undefined ? usual : { ...usual, meaning: arrival };
}

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
