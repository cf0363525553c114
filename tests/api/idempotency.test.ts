import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { endpointList } from '../../api/endpoints.ts';
import { takesIdempotencyKey } from '../../api/idempotency.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import type { GivenCommand } from '../support/parties/command-makers.ts';
import { type CommandScenes, commandScenes } from '../support/parties/command-scenes.ts';
import { completeProfile, see, waitFor } from '../support/parties/play.ts';
import { ask, expectProblem, type RawAnswer } from '../support/parties/refusal.ts';
import { type PassingStages, passingOn } from '../support/parties/passed-on.ts';
import { prepareStages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const accounts = accountsOf(import.meta.filename);
const commands = endpointList.filter(({ endpoint }) => takesIdempotencyKey(endpoint));
let stages: PassingStages;
let scenes: CommandScenes;

beforeAll(async () => {
  stages = passingOn(await prepareStages(cloud.target, accounts));
  scenes = await commandScenes(cloud.target, accounts, stages);
});

function give(given: GivenCommand, key: string | undefined, change: Partial<GivenCommand> = {}): Promise<RawAnswer> {
  const { endpoint, party, params, body } = { ...given, ...change };
  return ask(endpoint, {
    token: party.accessToken,
    params,
    ...(body === undefined ? {} : { body }),
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });
}

// The address of an upload is signed anew each time; the file is the same.
const lasting = ({ status, body }: RawAnswer) => ({
  status,
  body: { ...(body as object), url: undefined, expiresAt: undefined },
});

describe('a key stands for one command of one caller', () => {
  it.each(commands.map((item) => [`${item.endpoint.method} ${item.endpoint.path}`, item] as const))(
    '%s',
    async (_, { name, endpoint }) => {
      const given = await scenes.of(endpoint.api, name);
      const key = given.carriedOut?.key ?? crypto.randomUUID();
      const first = await give(given, key);
      expect(first).toMatchObject({ status: 200 });
      if (given.carriedOut !== undefined) expect(first.body).toEqual(given.carriedOut.answer);
      const effects = await given.effects?.();
      expect(lasting(await give(given, key))).toEqual(lasting(first));
      expect(await given.effects?.()).toEqual(effects);
      expectProblem(await give(given, key, given.other), 'idempotency-key-reused');
      expect(await given.effects?.()).toEqual(effects);
      // To somebody else the key says nothing: they are answered as with any other, for themselves.
      const stranger = { party: given.stranger };
      const answer = await give(given, key, stranger);
      // What marks an inbox as read answers the same to everybody who has few messages.
      if (name !== 'markMessagesRead') expect(answer.body).not.toEqual(first.body);
      expect(answer.body).not.toMatchObject({ code: 'idempotency-key-reused' });
      expect(lasting(await give(given, key))).toEqual(lasting(first));
      if (given.leaves !== undefined) await stages.leave(given.leaves);
    },
  );
});

describe('the form of a key', () => {
  it.each(['', ' ', 'k'.repeat(65), 'a b', 'a,b', 'a/b', '键', 'a;b', '"quoted"'])('refuses %j', async (key) => {
    const { person, id } = await draft();
    const { version } = await see(person, id);
    const response = await fetch(`${cloud.target.siteUrl}/api/practitioner/applications/${id}/discard`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${person.accessToken}`,
        'content-type': 'application/json',
        'idempotency-key': Buffer.from(key).toString('latin1'),
      },
      body: JSON.stringify({ version }),
    });
    const body: unknown = await response.json();
    const answer = { status: response.status, type: 'application/problem+json', body };
    expect(expectProblem(answer, 'invalid-request').errors[0]?.field).toBe('idempotency-key');
    expect((await see(person, id)).version).toBe(version);
  });

  it.each(['k', 'k'.repeat(64), 'A-Za.z0_9~'])('takes %s, and tells keys of one beginning apart', async (key) => {
    const { person, id } = await draft();
    const { version } = await see(person, id);
    const request = { token: person.accessToken, params: { id }, body: { version } };
    const answer = await ask(practitionerEndpoints.discardDraft, { ...request, headers: { 'idempotency-key': key } });
    expect(answer).toMatchObject({ status: 200 });
  });

  it('minds capitals', async () => {
    const { person, id } = await draft();
    const body = { version: 0, draft: (await see(person, id)).draft };
    const save = (key: string, version: number) =>
      ask(practitionerEndpoints.saveDraft, {
        ...{ token: person.accessToken, params: { id }, headers: { 'idempotency-key': key } },
        body: { version, draft: plain(body.draft) },
      });
    const { version } = await see(person, id);
    expect(await save('key', version)).toMatchObject({ status: 200 });
    expect(await save('KEY', version + 1)).toMatchObject({ status: 200 });
  });
});

let shared: { person: Awaited<ReturnType<PassingStages['qualified']>>; id: string } | undefined;

/** One draft for the tests that leave it as it is, a new one after a test that discards it. */
async function draft() {
  if (shared !== undefined) {
    const { items } = await shared.person.send(practitionerEndpoints.listApplications, {});
    if (items.some(({ id }) => id === shared?.id)) return shared;
  }
  const person = shared?.person ?? (await stages.qualified());
  await completeProfile(person);
  const { id } = await person.send(practitionerEndpoints.createApplication, {
    body: { profession: 'architect-2', matter: 'initial' },
  });
  shared = { person, id };
  return shared;
}

function plain({ qualificationId, specialties, employment }: Awaited<ReturnType<typeof see>>['draft']) {
  return { qualificationId, specialties, employment };
}

describe('what a key never does', () => {
  it('answers a submit as the return that came before it', async () => {
    const scene = await stages.at('awaiting-employer');
    const { person, company, id } = scene;
    const key = crypto.randomUUID();
    const { version } = await see(person, id);
    const body = { version, reason: '请核对岗位。' };
    await company.send(employerEndpoints.return, { params: { id }, body }, key);
    const returned = await waitFor(person, id, 'returned');
    const submit = { version: returned.version, formDigest: 'A'.repeat(43), confirmed: true };
    const headers = { 'idempotency-key': key };
    const answer = await ask(practitionerEndpoints.submit, {
      ...{ token: person.accessToken, params: { id }, body: submit, headers },
    });
    expectProblem(answer, 'form-changed');
    // Commands came in between: the first is answered as it was.
    await person.send(practitionerEndpoints.withdraw, {
      params: { id },
      body: { version: returned.version, reason: null },
    });
    const again = await company.send(employerEndpoints.return, { params: { id }, body }, key);
    expect(again).toMatchObject({ id, state: 'returned', version: version + 1 });
    expect((await see(person, id)).state).toBe('withdrawn');
  });

  it('answers one officer with what another decided', async () => {
    const scene = await stages.at('awaiting-decision');
    const { staff, id } = scene;
    const { version } = await staff.decision.send(departmentEndpoints.getApplication, { params: { id } });
    const key = 'one-key-of-two-officers';
    const decide = (member: typeof staff.decision, decision: string) =>
      ask(departmentEndpoints.decide, {
        ...{ token: member.accessToken, params: { id }, headers: { 'idempotency-key': key } },
        body: { version, decision, opinion: '同意审核意见。' },
      });
    expect(await decide(staff.decision, 'reject')).toMatchObject({ status: 200, body: { state: 'rejected' } });
    expectProblem(await decide(staff.otherDecision, 'approve'), 'not-in-this-state');
    expectProblem(await decide(staff.decision, 'approve'), 'idempotency-key-reused');
  });
});
