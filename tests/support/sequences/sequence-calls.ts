import { departmentEndpoints } from '../../../api/department.ts';
import { employerEndpoints } from '../../../api/employer.ts';
import { practitionerEndpoints } from '../../../api/practitioner.ts';
import type { ApplicationView } from '../../../api/application.ts';
import type { Application } from '../../../domain/application.ts';
import { rowOf } from '../../../domain/catalogue.ts';
import type { FileSlot } from '../../../domain/file-slots.ts';
import type { Action } from '../../../domain/lifecycle.ts';
import { companyBehind } from '../parties/expected.ts';
import { employmentWith } from './lifecycle-drafts.ts';
import type { ModelApplication, Move, World } from './lifecycle-model.ts';
import { type Party, upload } from '../parties/party.ts';
import { sampleSupplement, see } from '../parties/play.ts';
import { portrait, scan } from '../parties/sample-files.ts';
import type { Department } from '../parties/scene.ts';

/** Everybody who takes part in the sequences of one person. */
export interface Parties {
  /** The person under the name that is borne now. */
  readonly person: Party;
  readonly companies: readonly Party[];
  readonly staff: Department;
}

type Act = Extract<Move, { kind: 'act' }>;
const reason = '见说明。';
const files = { photo: portrait(), scan: scan('扫描件.pdf', 1) };

/**
 * Makes a move through the API: `after` is the world that the model expects, undefined when it expects a refusal. Answers the id of an
 * application that began, null for every other move, undefined when nobody can try this move through the API. Throws ApiError when it is refused.
 */
export async function call(
  move: Move,
  world: World,
  after: World | undefined,
  parties: Parties,
): Promise<string | null | undefined> {
  const { person, staff } = parties;
  switch (move.kind) {
    case 'pass-days':
    case 'hold':
      return undefined;
    case 'rename':
      return null;
    case 'begin':
      return await begin(move, after, parties);
    case 'begin-cancellation': {
      const params = { number: move.number };
      const { specialties = [] } = move;
      const ending = { specialties: [...specialties], statement: reason };
      const matter = specialties.length === 0 ? 'cancellation' : 'cancel-specialty';
      if (move.by === 'department') {
        const body = { ...ending, matter, ground: 'other-legal-ground' } as const;
        const officer = officerOf(staff, move) ?? staff.review;
        return (await officer.send(departmentEndpoints.beginCancellation, { params, body })).id;
      }
      const entry = world.entries.find(({ number }) => number === move.number);
      const body = { ...ending, matter, ground: 'practice-ended' } as const;
      const company = companyOf(parties, entry?.employerCreditCode);
      return (await company?.send(employerEndpoints.beginCancellation, { params, body }))?.id;
    }
    case 'upload':
      await uploadOne(person, move.id, move.slot);
      return null;
    case 'discard':
    case 'change-position':
    case 'redraft': {
      const { version, draft } = await see(person, move.id);
      const params = { id: move.id };
      if (move.kind === 'discard') {
        await person.send(practitionerEndpoints.discardDraft, { params, body: { version } });
        return null;
      }
      const asks = rowOf(found(world, move.id)).asksEmployment;
      const next =
        move.kind === 'change-position'
          ? { ...draft.employment, position: move.position }
          : asks
            ? employmentWith(move.company, world.today)
            : draft.employment;
      const body = { version, draft: { ...draft, employment: next } };
      await person.send(practitionerEndpoints.saveDraft, { params, body });
      return null;
    }
    case 'act': {
      return (await actThrough(move, found(world, move.id), after !== undefined, parties)) ? null : undefined;
    }
  }
}

function found({ applications }: World, id: string): ModelApplication {
  const application = applications.find((each) => each.id === id);
  if (application === undefined) throw new Error(`no application ${id}`);
  return application;
}

async function begin(
  { profession, matter, number }: Extract<Move, { kind: 'begin' }>,
  after: World | undefined,
  { person }: Parties,
): Promise<string> {
  const { id, version } = await person.send(practitionerEndpoints.createApplication, {
    body: { profession, matter, ...(number === null ? {} : { registrationNumber: number }) },
  });
  const draft = after?.applications.at(-1)?.draft;
  if (draft === undefined) return id;
  const body = { version, draft: { ...draft, specialties: [...draft.specialties] } };
  await person.send(practitionerEndpoints.saveDraft, { params: { id }, body });
  return id;
}

/** True when somebody could try it. */
async function actThrough(move: Act, application: Application, expected: boolean, parties: Parties): Promise<boolean> {
  switch (move.actor) {
    case 'practitioner':
      return await byPractitioner(move, application, expected, parties);
    case 'former-identity':
      return false;
    case 'employer':
    case 'former-employer':
      return await byCompany(move, application, expected, parties);
    case 'acceptance':
    case 'review':
    case 'decision':
      if (actsInAnotherRole(move)) return false;
      return await byStaff(move, officerOf(parties.staff, move) ?? parties.staff[move.actor]);
    case 'system':
      return false;
  }
}

// The role in which the endpoint of an action acts, whoever asks.
const roleOf: Readonly<Partial<Record<Action, Act['actor']>>> = {
  ...{ accept: 'acceptance', refuse: 'acceptance', recommend: 'review', withdraw: 'review' },
  ...{ approve: 'decision', reject: 'decision', 'send-back': 'decision' },
  ...{ 'extend-review': 'decision', 'uphold-objection': 'decision' },
};

/** True of an officer who has the role of an action and tries it in another: what is sent does not say in which. */
function actsInAnotherRole({ action, actor, officer }: Act): boolean {
  const role = roleOf[action];
  return role !== actor && (officer?.roles.some((one) => one === role) ?? false);
}

type Calls = Readonly<Partial<Record<Action, () => Promise<unknown>>>>;

async function tried(action: Action, calls: Calls): Promise<boolean> {
  await calls[action]?.();
  return calls[action] !== undefined;
}

async function byPractitioner(
  { id, action }: Act,
  application: Application,
  expected: boolean,
  { person }: Parties,
): Promise<boolean> {
  const params = { id };
  return await tried(action, {
    submit: async () => {
      if (expected) await uploadMissing(person, application);
      const editable = ['draft', 'returned'].includes(application.state);
      const form = editable ? await person.send(practitionerEndpoints.getForm, { params }) : undefined;
      const unmet = (form?.problems ?? []).filter(({ code }) => code !== 'material-missing');
      if (editable && expected !== (unmet.length === 0)) {
        throw new Error(`expected ${expected ? 'no' : 'an'} unmet rule: ${unmet.map(({ message }) => message).join()}`);
      }
      const { version } = await see(person, id);
      const body = { version, formDigest: form?.digest ?? 'none', confirmed: true } as const;
      await person.send(practitionerEndpoints.submit, { params, body });
    },
    withdraw: async () => {
      const { version } = await see(person, id);
      await person.send(practitionerEndpoints.withdraw, { params, body: { version, reason: null } });
    },
    'give-statement': async () => {
      const { version } = await see(person, id);
      await person.send(practitionerEndpoints.giveStatement, { params, body: { version, statement: reason } });
    },
    'answer-correction': async () => {
      const answers = answersTo(await see(person, id));
      const corrects =
        application.state === 'awaiting-correction' && application.correction?.addressee === 'practitioner';
      const form = corrects ? await person.send(practitionerEndpoints.getForm, { params }) : undefined;
      const body = { ...answers, formDigest: form?.digest ?? null };
      await person.send(practitionerEndpoints.answerCorrection, { params, body });
    },
  });
}

async function byCompany(move: Act, application: Application, expected: boolean, parties: Parties): Promise<boolean> {
  const { id, action, actor } = move;
  const params = { id };
  const { registrations, draft, profession, matter } = application;
  // Elsewhere the employer of the registration is the employer of the application, and acts as that.
  const former = rowOf(application).release ? registrations[0] : undefined;
  const party = actor === 'employer' ? draft.employment : former;
  const company = companyOf(parties, party?.employerCreditCode);
  if (company === undefined) return false;
  const seen = () => company.send(employerEndpoints.getApplication, { params });
  const why = async () => ({ params, body: { version: (await seen()).version, reason } });
  return await tried(action, {
    confirm: async () => {
      const sealedFormFileId = expected ? await uploadSealed(company, id) : 'none';
      const { version } = await seen();
      const body = { version, sealedFormFileId, supplement: sampleSupplement(profession, matter) };
      await company.send(employerEndpoints.confirm, { params, body });
    },
    return: async () => company.send(employerEndpoints.return, await why()),
    'correct-employer': async () =>
      company.send(employerEndpoints.correctEmployer, { params, body: { version: (await seen()).version } }),
    object: async () => company.send(employerEndpoints.object, await why()),
    withdraw: async () => company.send(employerEndpoints.withdraw, await why()),
    release: async () => company.send(employerEndpoints.release, { params, body: { version: (await seen()).version } }),
    'answer-correction': async () => {
      const body = { ...answersTo(await seen()), supplement: null };
      await company.send(employerEndpoints.answerCorrection, { params, body });
    },
  });
}

function officerOf(staff: Department, { officer }: Pick<Act, 'officer'>): Party | undefined {
  const everybody: readonly Party[] = [staff.acceptance, staff.review, staff.otherReview, staff.decision, staff.both];
  return everybody.find(({ account }) => account === officer?.id);
}

async function byStaff(move: Act, staff: Party): Promise<boolean> {
  const { id, action, addressee = 'practitioner', field = null, falseMaterial = false } = move;
  const params = { id };
  const { version } = await staff.send(departmentEndpoints.getApplication, { params });
  const why = { params, body: { version, reason } };
  const blaming = { params, body: { version, reason, falseMaterial } };
  const decide = (decision: 'approve' | 'reject' | 'send-back') => () =>
    staff.send(departmentEndpoints.decide, { params, body: { version, decision, opinion: reason, falseMaterial } });
  const items = [{ field, subject: '其他', problem: '请补充说明。' }];
  const notice = { version, addressee, items, laterReason: '此前尚未发现。' };
  return await tried(action, {
    accept: () => staff.send(departmentEndpoints.accept, { params, body: { version } }),
    refuse: () => staff.send(departmentEndpoints.refuse, blaming),
    withdraw: () => staff.send(departmentEndpoints.withdraw, why),
    'extend-review': () => staff.send(departmentEndpoints.extendReview, why),
    'uphold-objection': () => staff.send(departmentEndpoints.upholdObjection, blaming),
    'request-correction': () => staff.send(departmentEndpoints.requestCorrection, { params, body: notice }),
    recommend: () =>
      staff.send(departmentEndpoints.recommend, { params, body: { version, outcome: 'approve', opinion: reason } }),
    approve: decide('approve'),
    reject: decide('reject'),
    'send-back': decide('send-back'),
  });
}

function answersTo({ version, correction }: Pick<ApplicationView, 'version' | 'correction'>) {
  return { version, answers: (correction?.items ?? [null]).map(() => '已补正。') };
}

async function uploadMissing(person: Party, application: Application): Promise<void> {
  const { id } = application;
  const { files: there } = await see(person, id);
  const missing = rowOf(application).practitionerFiles.filter((slot) => !there.some((file) => file.slot === slot));
  await Promise.all(missing.map((slot) => uploadOne(person, id, slot)));
}

async function uploadOne(person: Party, id: string, slot: FileSlot): Promise<void> {
  await upload(
    slot,
    await (slot === 'photo' ? files.photo : files.scan),
    (body) => person.send(practitionerEndpoints.declareFile, { params: { id }, body }),
    (fileId) => person.send(practitionerEndpoints.getFile, { params: { id, fileId } }),
  );
}

async function uploadSealed(company: Party, id: string): Promise<string> {
  const sealed = await upload(
    'sealed-form',
    await files.scan,
    (body) => company.send(employerEndpoints.declareFile, { params: { id }, body }),
    (fileId) => company.send(employerEndpoints.getFile, { params: { id, fileId } }),
  );
  return sealed.id;
}

function companyOf({ companies }: Parties, creditCode: string | null | undefined): Party | undefined {
  return companies.find((company) => companyBehind(company).creditCode === creditCode);
}
