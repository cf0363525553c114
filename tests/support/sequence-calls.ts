import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import type { Application } from '../../domain/application.ts';
import { rowOf } from '../../domain/application.ts';
import type { FileSlot } from '../../domain/catalogue.ts';
import { companyBehind } from './expected.ts';
import type { Move, World } from './lifecycle-world.ts';
import { type Party, upload } from './party.ts';
import { sampleSupplement, see } from './play.ts';
import { portrait, scan } from './sample-files.ts';
import type { Department } from './scene.ts';

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
      return undefined;
    case 'rename':
      return null;
    case 'begin':
      return await begin(move, after, parties);
    case 'begin-cancellation': {
      const params = { number: move.number };
      if (move.by === 'department') {
        const body = { ground: 'revoked', statement: reason } as const;
        return (await staff.review.send(departmentEndpoints.beginCancellation, { params, body })).id;
      }
      const entry = world.entries.find(({ number }) => number === move.number);
      const body = { ground: 'employment-ended', statement: reason } as const;
      const company = companyOf(parties, entry?.employerCreditCode);
      return (await company?.send(employerEndpoints.beginCancellation, { params, body }))?.id;
    }
    case 'discard':
    case 'redraft': {
      const { version, draft } = await see(person, move.id);
      const params = { id: move.id };
      if (move.kind === 'discard') {
        await person.send(practitionerEndpoints.discardDraft, { params, body: { version } });
        return null;
      }
      const next = after?.applications.find(({ id }) => id === move.id)?.draft.employment ?? draft.employment;
      const body = { version, draft: { ...draft, employment: next } };
      await person.send(practitionerEndpoints.saveDraft, { params, body });
      return null;
    }
    case 'act': {
      const application = world.applications.find(({ id }) => id === move.id);
      if (application === undefined) throw new Error(`no application ${move.id}`);
      return (await actThrough(move, application, after !== undefined, parties)) ? null : undefined;
    }
  }
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
    case 'employer':
    case 'former-employer':
      return await byCompany(move, application, expected, parties);
    case 'acceptance':
    case 'review':
    case 'decision':
      return await byStaff(move, parties.staff[move.actor]);
    case 'system':
      return false;
  }
}

async function byPractitioner(
  { id, action }: Act,
  application: Application,
  expected: boolean,
  { person }: Parties,
): Promise<boolean> {
  const params = { id };
  if (action === 'submit' && expected) await uploadMissing(person, application);
  const { version, correction } = await see(person, id);
  switch (action) {
    case 'submit': {
      const editable = ['draft', 'returned'].includes(application.state);
      const form = editable ? await person.send(practitionerEndpoints.getForm, { params }) : undefined;
      const unmet = (form?.problems ?? []).filter(({ code }) => code !== 'material-missing');
      if (editable && expected !== (unmet.length === 0)) {
        throw new Error(
          `expected ${expected ? 'no' : 'some'} unmet rule: ${unmet.map(({ message }) => message).join()}`,
        );
      }
      const body = { version, formDigest: form?.digest ?? 'none', confirmed: true } as const;
      await person.send(practitionerEndpoints.submit, { params, body });
      return true;
    }
    case 'withdraw':
      await person.send(practitionerEndpoints.withdraw, { params, body: { version, reason: null } });
      return true;
    case 'answer-correction': {
      const answers = (correction?.items ?? [{}]).map(() => '已补正。');
      await person.send(practitionerEndpoints.answerCorrection, { params, body: { version, answers } });
      return true;
    }
    default:
      return false;
  }
}

async function byCompany(move: Act, application: Application, expected: boolean, parties: Parties): Promise<boolean> {
  const { id, action, actor } = move;
  const params = { id };
  const employer = application.draft.employment.employerCreditCode;
  const company = companyOf(
    parties,
    actor === 'employer' ? employer : application.registrations[0]?.employerCreditCode,
  );
  if (company === undefined) return false;
  const see = () => company.send(employerEndpoints.getApplication, { params });
  switch (action) {
    case 'confirm': {
      const sealedFormFileId = expected ? await uploadSealed(company, id) : 'none';
      const { version } = await see();
      const supplement = sampleSupplement(application.profession, application.matter);
      await company.send(employerEndpoints.confirm, { params, body: { version, sealedFormFileId, supplement } });
      return true;
    }
    case 'withdraw':
      await company.send(employerEndpoints.withdraw, { params, body: { version: (await see()).version, reason } });
      return true;
    case 'return':
    case 'object':
      await company.send(employerEndpoints[action], { params, body: { version: (await see()).version, reason } });
      return true;
    case 'release':
      await company.send(employerEndpoints.release, { params, body: { version: (await see()).version } });
      return true;
    case 'answer-correction': {
      const { version, correction } = await see();
      const answers = (correction?.items ?? [{}]).map(() => '已补正。');
      const body = { version, answers, supplement: null };
      await company.send(employerEndpoints.answerCorrection, { params, body });
      return true;
    }
    default:
      return false;
  }
}

async function byStaff({ id, action, addressee }: Act, staff: Party): Promise<boolean> {
  const params = { id };
  const { version } = await staff.send(departmentEndpoints.getApplication, { params });
  switch (action) {
    case 'accept':
      await staff.send(departmentEndpoints.accept, { params, body: { version } });
      return true;
    case 'refuse':
    case 'withdraw':
      await staff.send(departmentEndpoints[action], { params, body: { version, reason } });
      return true;
    case 'uphold-objection':
      await staff.send(departmentEndpoints.upholdObjection, { params, body: { version, reason } });
      return true;
    case 'request-correction': {
      const items = [{ subject: '其他', problem: '请补充说明。' }];
      const body = { version, addressee: addressee ?? 'practitioner', items, laterReason: '此前尚未发现。' } as const;
      await staff.send(departmentEndpoints.requestCorrection, { params, body });
      return true;
    }
    case 'recommend':
      await staff.send(departmentEndpoints.recommend, {
        params,
        body: { version, outcome: 'approve', opinion: reason },
      });
      return true;
    case 'approve':
    case 'reject':
    case 'send-back':
      await staff.send(departmentEndpoints.decide, { params, body: { version, decision: action, opinion: reason } });
      return true;
    default:
      return false;
  }
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
