import type { Supplement } from '../../../domain/application-parts.ts';
import type * as z from 'zod';
import type { ApplicationView } from '../../../api/application.ts';
import { departmentEndpoints } from '../../../api/department.ts';
import { employerEndpoints } from '../../../api/employer.ts';
import { practitionerEndpoints } from '../../../api/practitioner.ts';
import type { ProfessionCode } from '../../../domain/professions.ts';
import type { Target } from '../../../local/command/target.ts';
import type { Accounts } from './accounts.ts';
import { importCast } from './cast.ts';
import { type Party, signInAs } from './party.ts';
import { recorded } from '../cloud/recorded.ts';
import { begin, completeCompany, confirmAndSubmit, confirmAsEmployer, fillIn, see, seenBy, waitFor } from './play.ts';

/** The department's people. `review` and `decision` are different persons; `both` has both roles. */
export interface Department {
  readonly acceptance: Party;
  readonly review: Party;
  readonly otherReview: Party;
  readonly decision: Party;
  readonly otherDecision: Party;
  readonly both: Party;
  readonly registrar: Party;
}

/** Everybody who takes part in one application, and the application's id. */
export interface Scene {
  readonly profession: ProfessionCode;
  readonly person: Party;
  readonly company: Party;
  readonly staff: Department;
  readonly id: string;
}

/** Where a scene can begin. */
export type Stage =
  | 'draft'
  | 'awaiting-employer'
  | 'returned'
  | 'awaiting-release'
  | 'awaiting-acceptance'
  | 'awaiting-correction'
  | 'under-review'
  | 'awaiting-decision'
  | 'in-publicity'
  | 'approved';

/** Makes scenes on one cloud with one file's accounts. */
export interface Stages {
  readonly staff: Department;
  readonly company: Party;
  /** A person who holds a qualification of a profession, with nothing begun. */
  readonly qualified: (profession?: ProfessionCode) => Promise<Party>;
  /** A new person's application, played up to a stage, with the work item of that stage open. */
  readonly at: (stage: Stage, profession?: ProfessionCode) => Promise<Scene>;
}

/**
 * Signs in the department and one company with a complete profile, for the scenes of a test file. Calls of every party are written
 * down in `answered`.
 */
export async function prepareStages(target: Target, accounts: Accounts, answered = new Set<object>()): Promise<Stages> {
  const signIn = async (account: string) => recorded(await signInAs(target, account), answered);
  const [staff, company] = await Promise.all([signInDepartment(signIn), signIn(accounts.company())]);
  await completeCompany(company);
  const qualified = async (profession: ProfessionCode = 'architect-2') => {
    const account = accounts.person();
    const [person] = await Promise.all([
      signIn(account),
      importCast(target, [{ account, profession, matter: 'initial' }]),
    ]);
    return person;
  };
  return {
    staff,
    company,
    qualified,
    at: async (stage, profession = 'architect-2') => {
      const person = await qualified(profession);
      const id = await begin(person, profession);
      await fillIn(person, company, id, profession, new Date());
      const scene = { profession, person, company, staff, id };
      await playTo(stage, scene);
      return scene;
    },
  };
}

/** Signs in everybody of the department. */
export async function signInDepartment(signIn: (account: string) => Promise<Party>): Promise<Department> {
  const [acceptance, review, otherReview, decision, otherDecision, both, registrar] = await Promise.all(
    ['acceptance-1', 'review-1', 'review-2', 'decision-1', 'decision-2', 'both-1', 'registrar-1'].map((account) =>
      signIn(account),
    ),
  );
  if (!acceptance || !review || !otherReview || !decision || !otherDecision || !both || !registrar) {
    throw new Error('the department is not complete');
  }
  return { acceptance, review, otherReview, decision, otherDecision, both, registrar };
}

const before: Readonly<Record<Stage, Stage | null>> = {
  draft: null,
  'awaiting-employer': 'draft',
  returned: 'awaiting-employer',
  'awaiting-release': 'awaiting-employer',
  'awaiting-acceptance': 'awaiting-employer',
  'awaiting-correction': 'awaiting-acceptance',
  'under-review': 'awaiting-acceptance',
  'awaiting-decision': 'under-review',
  'in-publicity': 'awaiting-decision',
  approved: 'in-publicity',
};

/** The stages from a draft to a stage, both included, the shortest way. */
export function wayTo(stage: Stage): Stage[] {
  const earlier = before[stage];
  return earlier === null ? [stage] : [...wayTo(earlier), stage];
}

/** Plays a scene that is a complete draft up to a stage, the shortest way. */
export async function playTo(stage: Stage, scene: Scene): Promise<ApplicationView> {
  return await playOn('draft', stage, scene);
}

/** Plays a scene on from the stage it stands at to a later one, the shortest way. */
export async function playOn(from: Stage, to: Stage, scene: Scene): Promise<ApplicationView> {
  const earlier = before[to];
  if (from === to || earlier === null) return await see(scene.person, scene.id);
  await playOn(from, earlier, scene);
  await lastStep(to, scene);
  return await waitFor(scene.person, scene.id, to);
}

function lastStep(stage: Stage, scene: Scene): Promise<void> {
  switch (stage) {
    case 'draft':
    case 'approved': // publicity passes by itself
      return Promise.resolve();
    case 'awaiting-employer':
      return confirmAndSubmit(scene.person, scene.id);
    case 'returned':
      return returnToPractitioner(scene);
    case 'awaiting-release':
    case 'awaiting-acceptance':
      return confirmAsEmployer(scene.company, scene.id, scene.profession);
    case 'awaiting-correction':
      return requestCorrection(scene);
    case 'under-review':
      return accept(scene);
    case 'awaiting-decision':
      return recommend(scene);
    case 'in-publicity':
      return decide(scene);
  }
}

/** The employer returns the application. */
export async function returnToPractitioner(
  { company, id }: Scene,
  reason = '合同结束日期与劳动合同不一致，请核对。',
): Promise<void> {
  const { version } = await company.send(employerEndpoints.getApplication, { params: { id } });
  await company.send(employerEndpoints.return, { params: { id }, body: { version, reason } });
}

/** The acceptance officer accepts. */
export async function accept({ staff, id }: Scene): Promise<void> {
  const body = { version: await seenBy(staff.acceptance, id) };
  await staff.acceptance.send(departmentEndpoints.accept, { params: { id }, body });
}

/** The acceptance officer refuses. */
export async function refuse({ staff, id }: Scene, reason: string): Promise<void> {
  const body = { version: await seenBy(staff.acceptance, id), reason };
  await staff.acceptance.send(departmentEndpoints.refuse, { params: { id }, body });
}

/** What a notice of correction asks for in tests. */
export const correctionItems = [
  { field: 'files.contract', subject: '劳动合同', problem: '第二页不清晰，请重新扫描上传。' },
  { subject: '社会保险', problem: '请说明缴纳单位。' },
];

/** What a notice asks of the employer in tests. */
export const employerItems = [
  { field: 'files.sealed-form', subject: '签字盖章的申请表', problem: '公章不清晰，请重新盖章后上传。' },
  { subject: '社会保险', problem: '请说明缴纳情况。' },
];

type CorrectionBody = z.input<typeof departmentEndpoints.requestCorrection.body>;

/** The acceptance officer, or the reviewer, asks one party for corrections. A notice after the first says why it comes later. */
export async function requestCorrection(
  { staff, id }: Scene,
  by: 'acceptance' | 'review' = 'acceptance',
  addressee: 'practitioner' | 'employer' = 'practitioner',
  notice: Partial<Omit<CorrectionBody, 'version' | 'addressee'>> = {},
): Promise<void> {
  const items = addressee === 'employer' ? employerItems : correctionItems;
  const body = { version: await seenBy(staff[by], id), addressee, items, ...notice };
  await staff[by].send(departmentEndpoints.requestCorrection, { params: { id }, body });
}

/** One answer for each of the items that tests ask for. */
export const correctionReplies = ['已重新扫描并上传。', '已按合同改正。'];

/** A party answers a notice of correction. */
export async function answerCorrection(
  { person, company, id }: Scene,
  by: 'practitioner' | 'employer' = 'practitioner',
  supplement: Supplement | null = null,
): Promise<void> {
  const { version, correction } = await see(person, id);
  const answers = (correction?.items ?? []).map((_, index) => correctionReplies[index] ?? '已补正。');
  const body = { version, answers };
  if (by === 'practitioner') {
    const { digest: formDigest } = await person.send(practitionerEndpoints.getForm, { params: { id } });
    await person.send(practitionerEndpoints.answerCorrection, { params: { id }, body: { ...body, formDigest } });
  } else await company.send(employerEndpoints.answerCorrection, { params: { id }, body: { ...body, supplement } });
}

/** The reviewer recommends. */
export async function recommend(
  { staff, id }: Scene,
  outcome: 'approve' | 'reject' = 'approve',
  opinion = '材料齐全，符合注册条件。',
): Promise<void> {
  const body = { version: await seenBy(staff.review, id), outcome, opinion };
  await staff.review.send(departmentEndpoints.recommend, { params: { id }, body });
}

/** The decider decides. */
export async function decide(
  { staff, id }: Scene,
  decision: 'approve' | 'reject' | 'send-back' = 'approve',
  opinion = '同意审核意见。',
): Promise<void> {
  const body = { version: await seenBy(staff.decision, id), decision, opinion };
  await staff.decision.send(departmentEndpoints.decide, { params: { id }, body });
}

/** The practitioner withdraws. */
export async function withdraw({ person, id }: Scene, reason: string | null = '改由其他企业聘用。'): Promise<void> {
  const { version } = await see(person, id);
  await person.send(practitionerEndpoints.withdraw, { params: { id }, body: { version, reason } });
}
