import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { rowOf } from '../../domain/catalogue.ts';
import type { ApplicationState } from '../../domain/states.ts';
import { stateNameOf } from '../../domain/state-name.ts';
import { ApiError } from '../../api/request.ts';
import { importHours, importInsured } from '../support/parties/register.ts';
import { companyBehind } from '../support/parties/expected.ts';
import { scan } from '../support/parties/sample-files.ts';
import {
  begin,
  confirmAndSubmit,
  confirmAsEmployer,
  fillIn,
  see,
  seenBy,
  uploadOwn,
  waitFor,
} from '../support/parties/play.ts';
import {
  accept,
  answerCorrection,
  decide,
  recommend,
  refuse,
  requestCorrection,
  returnToPractitioner,
  type Scene,
  withdraw,
} from '../support/parties/scene.ts';
import { departmentEndpoints } from '../../api/department.ts';
import { type Journey, type PlayedStep, stepPlayer } from './journey.ts';
import { expect } from './papers.ts';
import { release } from './play.ts';
import { type Proof, proveApproval } from './proof.ts';
import type { Special, SpecialStep } from './special-scenarios.ts';

/** Longest wait for a step that passes by itself, in seconds: more than the employer's days on the journey's own cloud. */
const longestWait = 180;

/**
 * Plays a special scenario from a complete draft through each of its steps, and each must lead to the state that stands beside it. Then
 * an approval must have left what it leaves, and every other end nothing. Throws when anything is not as expected.
 */
export async function playSpecial(
  { steps }: Special,
  journey: Journey,
  onStep: (played: PlayedStep) => void,
): Promise<Proof & { readonly applicationNumber: string; readonly state: ApplicationState }> {
  const { person, company, staff, profession, matter, registered } = journey;
  const step = stepPlayer(onStep);
  const registrations = async () => (await person.send(practitionerEndpoints.listRegistrations, {})).items;
  const before = await registrations();
  const id = await step('draft filled in', async () => {
    const begun = await begin(person, profession, matter, registered?.view.number);
    await fillIn(person, company, begun, profession, new Date());
    return begun;
  });
  const scene: Scene = { profession, person, company, staff, id };
  for (const [name, leadsTo] of steps) {
    await step(name, async () => {
      await play[name](scene, journey);
      await waitFor(person, id, leadsTo, longestWait);
    });
  }
  const { state, number } = await see(person, id);
  const applicationNumber = number ?? '';
  if (state === 'approved') return { state, applicationNumber, ...(await proveApproval(journey, id, step)) };
  const after = await registrations();
  expect(JSON.stringify(after) === JSON.stringify(before), 'the register says what it said before');
  const register = `${stateNameOf(state, rowOf(journey).effect)}; the register is as it was`;
  return { state, applicationNumber, registrationNumber: '', certificate: '–', register, code: '' };
}

const laterReason = '印章在首次补正后重新加盖。';

const play: Readonly<Record<SpecialStep, (scene: Scene, journey: Journey) => Promise<void>>> = {
  submit: ({ person, id }) => confirmAndSubmit(person, id),
  confirm: ({ company, id, profession }) => confirmAsEmployer(company, id, profession),
  return: (scene) => returnToPractitioner(scene),
  revise: async ({ person, id }) => {
    const { version, draft } = await see(person, id);
    const revised = { ...draft, employment: { ...draft.employment, position: '项目总工程师' } };
    await person.send(practitionerEndpoints.saveDraft, { params: { id }, body: { version, draft: revised } });
  },
  release: ({ id }, { formerCompany }) => release(formerCompany, id),
  object: async ({ person, id }, { formerCompany }) => {
    const { version } = await formerCompany.send(employerEndpoints.getApplication, { params: { id } });
    const body = { version, reason: '双方尚有劳动争议未处理完毕。' };
    await formerCompany.send(employerEndpoints.object, { params: { id }, body });
    expect((await see(person, id)).release?.answer === 'objected', 'the objection is on record');
  },
  'former employer is silent': async ({ person, id }) => {
    await waitFor(person, id, 'awaiting-acceptance', longestWait);
    expect((await see(person, id)).release?.answer === 'silent', 'the silence is on record');
  },
  'submission without hours refused': async ({ person, id }) => {
    const { problems } = await see(person, id);
    expect(
      problems.some(({ code }) => code === 'education-hours-missing'),
      'a renewal without hours is refused',
    );
  },
  'import hours': ({ person, staff, profession }) =>
    importHours(staff.registrar, [{ account: person.account, profession }]),
  'write the employer wrongly': async ({ person, id }) => {
    const { version, draft } = await see(person, id);
    const wrong = { ...draft, employment: { ...draft.employment, employerName: '误写的企业名称' } };
    await person.send(practitionerEndpoints.saveDraft, { params: { id }, body: { version, draft: wrong } });
  },
  'confirmation under another name refused': async ({ company, id }) => {
    const { actions } = await company.send(employerEndpoints.getApplication, { params: { id } });
    expect(actions.join() === 'return,correct-employer', 'the employer can return or correct, and not confirm');
  },
  'correct the name by the licence': async ({ person, company, id }) => {
    const { version } = await company.send(employerEndpoints.getApplication, { params: { id } });
    await company.send(employerEndpoints.correctEmployer, { params: { id }, body: { version } });
    const { draft } = await waitFor(person, id, 'returned');
    expect(draft.employment.employerName === companyBehind(company).name, 'the draft has the name of the licence');
  },
  'insured by another': async ({ person, staff, id }, { formerCompany }) => {
    await importInsured(staff.registrar, person.account, formerCompany.account);
    const { warnings } = await see(person, id);
    expect(
      warnings.some(({ code }) => code === 'insured-elsewhere'),
      'the applicant is warned of another payer',
    );
    expect((await see(person, id)).problems.length === 0, 'and not refused');
  },
  'acceptance without proof refused': async ({ staff, id }) => {
    const body = { version: await seenBy(staff.acceptance, id) };
    const refused = await staff.acceptance.send(departmentEndpoints.accept, { params: { id }, body }).then(
      () => null,
      (error: unknown) => (error instanceof ApiError ? error.problem.errors[0]?.code : undefined),
    );
    expect(refused === 'release-proof-missing', 'nothing is accepted against an objection without proof');
  },
  'ask for the end of the former contract': (scene) =>
    requestCorrection(scene, 'acceptance', 'practitioner', {
      items: [{ field: 'files.release-proof', subject: '解除劳动合同证明', problem: '原聘用企业提出异议，请上传。' }],
    }),
  'practitioner proves it': async (scene) => {
    await uploadOwn(scene.person, scene.id, 'release-proof', await scan('解除劳动合同证明.pdf', 1));
    await answerCorrection(scene);
  },
  accept: (scene) => accept(scene),
  'nobody examines it in time': async ({ person, staff, id }) => {
    const { timeline } = await waitFor(person, id, 'under-review', longestWait);
    expect(timeline.at(-1)?.action === 'deem-accepted', 'the law has accepted it');
    const { items } = await staff.decision.send(departmentEndpoints.listDeemedAcceptances, {});
    expect(
      items.some(({ applicationId }) => applicationId === id),
      'the head sees it',
    );
  },
  'refuse acceptance': (scene) => refuse(scene, '申请人所持资格不属于本机关注册范围。'),
  'ask practitioner': (scene) => requestCorrection(scene),
  'practitioner corrects': (scene) => answerCorrection(scene),
  'ask employer': (scene) => requestCorrection(scene, 'review', 'employer'),
  'ask employer again, with the reason': async (scene) => {
    await requestCorrection(scene, 'review', 'employer', { laterReason });
    const { correction } = await see(scene.person, scene.id);
    expect(correction?.laterReason === laterReason, 'the second notice gives its reason');
  },
  'employer is silent': async ({ person, id }) => {
    const { timeline } = await waitFor(person, id, 'under-review', longestWait);
    expect(timeline.at(-1)?.action === 'lapse-correction', 'it goes back to the reviewer');
  },
  'employer corrects': (scene) => answerCorrection(scene, 'employer'),
  recommend: (scene) => recommend(scene),
  'recommend refusal': (scene) => recommend(scene, 'reject', '社保在其他单位缴纳。'),
  approve: (scene) => decide(scene),
  reject: (scene) => decide(scene, 'reject', '申请人与聘用企业不存在劳动关系。'),
  'send back': (scene) => decide(scene, 'send-back', '请核实社保缴纳情况。'),
  extend: async ({ person, staff, id }) => {
    const body = { version: (await see(person, id)).version, reason: '需向原注册地核实。' };
    await staff.decision.send(departmentEndpoints.extendReview, { params: { id }, body });
    const { documents } = await waitFor(person, id, 'under-review');
    expect(
      documents.some(({ kind }) => kind === 'extension-notice'),
      'the notice of the extension is there',
    );
  },
  'uphold objection': async ({ person, staff, id }) => {
    const { version } = await see(person, id);
    const body = { version, reason: '经核实，申请人同时在其他单位执业。' };
    await staff.otherDecision.send(departmentEndpoints.upholdObjection, { params: { id }, body });
  },
  withdraw: (scene) => withdraw(scene),
  'time passes': () => Promise.resolve(),
};
