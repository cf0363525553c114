import { ApiError } from '../../api/request.ts';
import type { ApplicationState } from '../../domain/states.ts';
import { departmentEndpoints } from '../../api/department.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { addMonths, shanghaiDate } from '../../domain/calendar-dates.ts';
import type { MatterCode } from '../../domain/catalogue.ts';
import type { ProfessionCode } from '../../domain/professions.ts';
import { approveChange, formerly, submitChange, takeOverWith } from '../support/parties/company-change.ts';
import { beginEntry, fillInEntry, foreignCertificate, sampleEntry } from '../support/parties/entry.ts';
import { companyBehind } from '../support/parties/expected.ts';
import { until } from '../support/parties/party.ts';
import {
  answerHearing,
  begin,
  confirmAndSubmit,
  fillIn,
  sampleCancellation,
  see,
  uploadOwn,
  waitFor,
} from '../support/parties/play.ts';
import { groundEvidence } from '../support/parties/ground-evidence.ts';
import { importHours, registrationOf } from '../support/parties/register.ts';
import { scan } from '../support/parties/sample-files.ts';
import { accept, decide, playTo, recommend, type Scene } from '../support/parties/scene.ts';
import { holdAs } from '../support/parties/hold.ts';
import type { Journey, Registered, StepPlayer } from './journey.ts';
import { expect, verify } from './papers.ts';
import type { Outcome } from './play.ts';
import { proveApproval } from './proof.ts';

/** A way that is no application alone: what officers do to an entry, what an employer does for everybody, what follows from it. */
export interface Further {
  readonly name: string;
  readonly profession: ProfessionCode;
  /** What the setting is made for: a cancellation begins from a registration with its certificate. */
  readonly matter: MatterCode;
  readonly play: (journey: Journey, step: StepPlayer) => Promise<Outcome & { readonly state: ApplicationState }>;
}

/** The ways beside the applications. */
export const furtherWays: readonly Further[] = [
  {
    name: 'suspension 暂停执业: proposed, decided by another officer, verified, lifted',
    ...{ profession: 'structural-2', matter: 'cancellation' },
    play: suspend,
  },
  {
    name: 'a project under construction 在建项目 holds the registration until it is unlocked',
    ...{ profession: 'constructor-2', matter: 'cancellation' },
    play: lock,
  },
  {
    name: 'revocation 吊销 by the department, and its bar against registration again',
    ...{ profession: 'cost-2', matter: 'cancellation' },
    play: revoke,
  },
  {
    name: 'a company with another name changes the registrations of everybody 企业信息变更',
    ...{ profession: 'architect-2', matter: 'initial' },
    play: renameCompany,
  },
  {
    name: 'registered in another province: refused without proof of its end, registered with it',
    ...{ profession: 'structural-2', matter: 'out-of-province-entry' },
    play: leaveProvince,
  },
];

async function suspend(journey: Journey, step: StepPlayer) {
  const { staff } = journey;
  const { view, code } = certified(journey);
  const hold = holdAs(view.number);
  const today = shanghaiDate(new Date());
  const said = { reason: '违反工程建设强制性标准。', document: '苏建罚字〔2026〕12号' };
  const period = { from: today, until: addMonths(today, 6) };
  await step('proposed', () => hold(staff.review, { action: 'propose-suspension', ...said, ...period }));
  await step('decided', () => hold(staff.decision, { action: 'confirm-suspension', reason: '同意。' }));
  const during = await verify(journey.target, view.number, code);
  expect(during.status === 'suspended', `the certificate is suspended, not ${during.status}`);
  await step('lifted', () => hold(staff.decision, { action: 'lift-suspension', reason: '已改正。' }));
  return await stillValid(journey, 'suspended and lifted');
}

async function lock(journey: Journey, step: StepPlayer) {
  const { person, staff, profession } = journey;
  const { view } = certified(journey);
  const hold = holdAs(view.number);
  const project = { project: '演示大厦', reason: '任项目负责人。', until: addMonths(shanghaiDate(new Date()), 12) };
  await step('locked', () => hold(staff.review, { action: 'lock', ...project }));
  const id = await step('cancellation refused', async () => {
    const begun = await begin(person, profession, 'cancellation', view.number);
    const { version, draft } = await see(person, begun);
    const body = { version, draft: { ...draft, cancellation: sampleCancellation } };
    await person.send(practitionerEndpoints.saveDraft, { params: { id: begun }, body });
    return begun;
  });
  const codes = async () => (await see(person, id)).problems.map((problem) => problem.code);
  expect((await codes()).includes('registration-locked'), 'the project is in the way');
  await step('unlocked', () => hold(staff.review, { action: 'unlock', reason: '项目已竣工。' }));
  expect(!(await codes()).includes('registration-locked'), 'nothing is in the way any more');
  const { version } = await see(person, id);
  await person.send(practitionerEndpoints.discardDraft, { params: { id }, body: { version } });
  return await stillValid(journey, 'locked and unlocked');
}

async function revoke(journey: Journey, step: StepPlayer) {
  const { person, company, staff, profession, target } = journey;
  const { view, code } = certified(journey);
  const decided = { document: '苏建罚字〔2026〕8号行政处罚决定书', decidedOn: shanghaiDate(new Date()) };
  const evidence = await step('evidence uploaded', () => groundEvidence('department', staff.otherReview, view.number));
  const body = { ground: 'licence-revoked', statement: '出借注册证书，情节严重。', ...decided, evidence } as const;
  const params = { number: view.number };
  const { id } = await step('begun', () =>
    staff.otherReview.send(departmentEndpoints.beginCancellation, { params, body }),
  );
  await step('heard', () => answerHearing(person, id, '没有出借。'));
  await waitFor(person, id, 'under-review');
  const scene: Scene = { profession, person, company, staff, id };
  await recommend(scene, 'approve', '事实清楚。');
  await waitFor(person, id, 'awaiting-decision');
  await step('decided', () => decide(scene, 'approve', '予以注销。'));
  const { number } = await waitFor(person, id, 'approved');
  const after = await verify(target, view.number, code);
  expect(after.status === 'revoked', `the certificate verifies as revoked, not ${after.status}`);
  const refusal = await step('registration again is barred', () =>
    begin(person, profession, 'reregistration').then(
      () => null,
      (error: unknown) => (error instanceof ApiError ? error.problem.errors[0]?.code : undefined),
    ),
  );
  expect(refusal === 'barred', 'nothing is registered again before the bar is over');
  const ended = await registrationOf(person, view.number);
  const said = { applicationNumber: number ?? '', certificate: 'verified, revoked' };
  return found(journey, said, `revoked on ${ended.cancelledOn ?? ''}, barred`);
}

async function renameCompany(journey: Journey, step: StepPlayer) {
  const { company, staff, formerSelf: holder, profession } = journey;
  const [number = ''] = await takeOverWith(staff.registrar, formerly(company), [holder.account], profession);
  const change = await step('change submitted', () => submitChange(company));
  await step('change approved', () => approveChange(staff, change));
  const { name } = companyBehind(company);
  const after = await until('the registration under the new name', async () => {
    const each = await registrationOf(holder, number);
    return each.employerName === name ? each : undefined;
  });
  expect(after.status === 'valid', 'the registration stays valid');
  return found(journey, { registrationNumber: number, certificate: '–' }, `until ${after.validUntil}, ${name}`);
}

async function leaveProvince(journey: Journey, step: StepPlayer) {
  const { person, company, staff, profession } = journey;
  const entry = sampleEntry(foreignCertificate(person.account));
  const validUntil = addMonths(shanghaiDate(new Date()), 12);
  const registered = { ...entry.priorRegistration!, validUntil };
  await step('qualification entered', async () => {
    const id = await beginEntry(person, profession);
    await fillInEntry(person, id, { ...entry, priorRegistration: registered });
    await confirmAndSubmit(person, id);
    await waitFor(person, id, 'awaiting-acceptance');
    const scene: Scene = { profession, person, company, staff, id };
    await accept(scene);
    await waitFor(person, id, 'under-review');
    await recommend(scene);
    await waitFor(person, id, 'awaiting-decision');
    await decide(scene);
  });
  await importHours(staff.registrar, [{ account: person.account, profession }]);
  const id = await begin(person, profession, 'initial');
  await fillIn(person, company, id, profession, new Date());
  const codes = async () => (await see(person, id)).problems.map((problem) => problem.code);
  expect((await codes()).join() === 'elsewhere-proof-missing', 'nothing but the proof is missing');
  await step('proof uploaded', async () => uploadOwn(person, id, 'elsewhere-proof', await scan('注销注册决定.pdf', 1)));
  const { number } = await step('registered', () => playTo('approved', { profession, person, company, staff, id }));
  const proof = await proveApproval({ ...journey, matter: 'initial' }, id, step);
  return { state: 'approved', applicationNumber: number ?? '', ...proof } as const;
}

function certified({ registered }: Journey): { readonly view: Registered['view']; readonly code: string } {
  if (registered?.code == null) throw new Error('the setting has no registration with a certificate');
  return { view: registered.view, code: registered.code };
}

async function stillValid(journey: Journey, what: string) {
  const { view, code } = certified(journey);
  const { status } = await verify(journey.target, view.number, code);
  expect(status === 'valid', `the certificate is valid again, not ${status}`);
  return found(journey, { certificate: 'verified, valid' }, `${what}; until ${view.validUntil}`);
}

function found({ registered }: Journey, said: Partial<Outcome>, register: string) {
  const { view, code } = registered ?? { view: null, code: null };
  const usual = { applicationNumber: '', registrationNumber: view?.number ?? '', code: code ?? '', certificate: '' };
  return { state: 'approved', ...usual, ...said, register } as const;
}
