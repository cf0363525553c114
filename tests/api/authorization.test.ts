import * as z from 'zod';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint, Party as PartyName } from '../../api/endpoint.ts';
import { endpointList, type NamedEndpoint } from '../../api/endpoints.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { staffRoles } from '../../domain/staff-access.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { type Party, signInAs, until } from '../support/parties/party.ts';
import { completeCompany, completeProfile, see } from '../support/parties/play.ts';
import { ask, expectProblem, type RawAnswer } from '../support/parties/refusal.ts';
import { type Department, prepareStages, type Scene } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { staffToken, worthlessTokens } from '../support/parties/tokens.ts';
import { nothingThere, sampleRequest } from './sample-requests.ts';

const accounts = accountsOf(import.meta.filename);
const guarded = endpointList.filter(({ endpoint }) => endpoint.party !== 'anyone');
const named = (list: readonly NamedEndpoint[]) =>
  list.map((item) => [`${item.endpoint.method} ${item.endpoint.path}`, item] as const);

/** A certificate holder's case in which every party has something, and people who have nothing to do with it. */
interface World {
  readonly scene: Scene;
  readonly staff: Department;
  readonly stranger: Party;
  readonly otherCompany: Party;
}

let world: World;

beforeAll(async () => {
  const stages = await prepareStages(cloud.target, accounts);
  const [scene, stranger, otherCompany] = await Promise.all([
    stages.at('awaiting-acceptance'),
    stages.qualified(),
    signInAs(cloud.target, accounts.company()),
  ]);
  await completeCompany(otherCompany);
  world = { scene, staff: stages.staff, stranger, otherCompany };
});

/** Somebody who may call an endpoint: the right party, with one of its roles. */
function rightful(endpoint: Endpoint): Party {
  const { scene, staff } = world;
  const own: Readonly<Record<PartyName, Party>> = {
    person: scene.person,
    'legal-person': scene.company,
    staff: staff[endpoint.roles[0] ?? 'acceptance'],
    anyone: scene.person,
  };
  return own[endpoint.party];
}

function send(item: NamedEndpoint, token: string | null, params: Record<string, string> = {}): Promise<RawAnswer> {
  return ask(item.endpoint, { token, params: { ...nothingThere, ...params }, ...sampleRequest(item) });
}

/** Everything that could change behind a request: the case as its three parties see it. */
/** True for a field of a body that the contract lets callers leave out. */
function mayBeAbsent({ body }: Endpoint, field: string): boolean {
  if (!(body instanceof z.ZodObject)) return false;
  const schema: unknown = body.shape[field];
  return schema instanceof z.ZodType && schema.safeParse(undefined).success;
}

async function whole({ scene, staff }: World): Promise<unknown> {
  const { person, company, id } = scene;
  return await Promise.all([
    see(person, id),
    company.send(employerEndpoints.getApplication, { params: { id } }),
    company.send(employerEndpoints.getCompany, {}),
    person.send(practitionerEndpoints.getProfile, {}),
    // But for what others have in common with the case: they apply meanwhile.
    ask(endpointOf('department', 'getApplication'), { token: staff.review.accessToken, params: { id } }).then(
      ({ body }) => ({ ...(body as object), findings: null }),
    ),
  ]);
}

function endpointOf(api: string, name: string): Endpoint {
  const found = endpointList.find((item) => item.endpoint.api === api && item.name === name);
  if (found === undefined) throw new Error(`no endpoint ${api}.${name}`);
  return found.endpoint;
}

describe('a token that proves nothing is answered with 401', () => {
  let tokens: Record<'province' | 'staff', Record<string, string>>;
  beforeAll(async () => {
    const { scene, staff } = world;
    tokens = {
      province: {
        ...(await worthlessTokens(cloud, 'province', scene.person.accessToken)),
        'of the other real issuer': staff.acceptance.accessToken,
      },
      staff: {
        ...(await worthlessTokens(cloud, 'staff', staff.acceptance.accessToken)),
        'of the other real issuer': scene.person.accessToken,
      },
    };
  });

  it.each(named(guarded))('%s', async (_, item) => {
    expect((await send(item, null)).status).toBe(401);
    const kinds = tokens[item.endpoint.party === 'staff' ? 'staff' : 'province'];
    const answers = await Promise.all(
      Object.entries(kinds).map(async ([kind, token]) => [kind, (await send(item, token)).status] as const),
    );
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(Object.keys(kinds).map((kind) => [kind, 401])));
  });

  it('the token is looked for in the Authorization header only', async () => {
    const profile = endpointOf('practitioner', 'getProfile');
    const token = world.scene.person.accessToken;
    expect((await ask(profile, { query: { access_token: token } })).status).toBe(401);
    expect((await ask(profile, { headers: { cookie: `access_token=${token}` } })).status).toBe(401);
  });
});

describe('the wrong party is refused', () => {
  it.each(named(guarded))('%s', async (_, item) => {
    const { scene, staff } = world;
    const others: Readonly<Record<string, Party>> = {
      person: scene.person,
      'legal-person': scene.company,
      staff: staff.both,
    };
    for (const [party, other] of Object.entries(others)) {
      if (party === item.endpoint.party) continue;
      const answer = await send(item, other.accessToken, { id: scene.id });
      // Another issuer's token does not even reach the function.
      if (party === 'staff' || item.endpoint.party === 'staff') expect(answer.status).toBe(401);
      else expectProblem(answer, 'wrong-party');
    }
  });

  const ofStaff = guarded.filter(({ endpoint }) => endpoint.party === 'staff');
  it.each(named(ofStaff))('a member of staff without the role, or without any: %s', async (_, item) => {
    const { staff, scene } = world;
    const before = await whole(world);
    expect(item.endpoint.roles.length).toBeGreaterThan(0);
    const without = staffRoles.filter((role) => !item.endpoint.roles.includes(role));
    for (const role of without) {
      expectProblem(await send(item, staff[role].accessToken, { id: scene.id }), 'wrong-role');
    }
    for (const roles of [undefined, [], ['administrator']]) {
      const token = await staffToken(cloud, staff.acceptance.accessToken, { roles });
      expectProblem(await send(item, token, { id: scene.id }), 'wrong-role');
    }
    expect(await whole(world)).toEqual(before);
  });

  it.each(named(ofStaff))('whoever has the role is not refused for it: %s', async (_, item) => {
    for (const role of item.endpoint.roles) {
      const { body } = await send(item, world.staff[role].accessToken);
      // A queue is one role's, and the sample asks for that of acceptance.
      const code = body instanceof Object && 'code' in body ? body.code : null;
      if (!['listQueue', 'claimNext', 'previewBulk'].includes(item.name) || role === 'acceptance')
        expect(code).not.toBe('wrong-role');
    }
  });

  it('the registrar reads the register, imports and reports, and nothing else', () => {
    const own = ofStaff.filter(({ endpoint }) => endpoint.roles.includes('registrar')).map(({ name }) => name);
    expect(own.sort()).toEqual([
      'acknowledgeDelivery',
      'collectDelivery',
      'declareImport',
      'downloadDelivery',
      'downloadExport',
      'exportRegister',
      'findRegistration',
      'getImport',
      'getJob',
      'importEducation',
      'importEmployers',
      'importInsurance',
      'importQualifications',
      'importRegistrations',
      'listDeliveries',
      'listJobElements',
      'listJobs',
      'listRegister',
      'refuseRows',
      'registrationHistory',
      'runImport',
      'sendImportPart',
      'stopJob',
    ]);
  });

  it('a queue is shown to those who work on it', async () => {
    const { staff } = world;
    const list = endpointOf('department', 'listQueue');
    for (const [queue, member] of [
      ['acceptance', staff.registrar],
      ['review', staff.acceptance],
      ['decision', staff.review],
    ] as const) {
      expectProblem(await ask(list, { token: member.accessToken, query: { queue } }), 'wrong-role');
    }
  });
});

describe('a request that is not what the contract says is refused, whoever sends it', () => {
  const withBody = endpointList.filter((item) => sampleRequest(item).body !== undefined);
  const withoutBody = endpointList.filter((item) => sampleRequest(item).body === undefined);
  const params = () => ({ ...nothingThere, id: world.scene.id });

  it.each(named(withBody))('%s: the body', async (_, item) => {
    const token = rightful(item.endpoint).accessToken;
    const { body = {}, query = {} } = sampleRequest(item);
    const request = { token, params: params(), query };
    const post = (more: Parameters<typeof ask>[1]) => ask(item.endpoint, { ...request, ...more });
    expectProblem(await post({ text: '{"version": 1' }), 'invalid-request');
    expectProblem(await post({ text: '\u0000' }), 'invalid-request');
    expectProblem(await post({}), 'invalid-request');
    for (const wrong of [null, [], [body], 'text', 7]) {
      expectProblem(await post({ body: wrong }), 'invalid-request');
    }
    const unknown = expectProblem(await post({ body: { ...body, extra: 1 } }), 'invalid-request');
    expect(unknown.errors).toEqual([expect.objectContaining({ field: 'extra', code: 'unrecognized_keys' })]);
    for (const field of Object.keys(body)) {
      if (!mayBeAbsent(item.endpoint, field)) {
        const missing = expectProblem(await post({ body: { ...body, [field]: undefined } }), 'invalid-request');
        expect(missing.errors[0]?.field).toBe(field);
      }
      const wrongType = expectProblem(await post({ body: { ...body, [field]: { very: 'wrong' } } }), 'invalid-request');
      expect(wrongType.errors[0]?.field.split('.')[0]).toBe(field);
    }
    for (const contentType of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
      expectProblem(await post({ body, contentType }), 'unsupported-media-type');
    }
    expectProblem(await post({ body: { ...body, extra: 'x'.repeat(300 * 1024) } }), 'too-large');
  });

  it.each(named(withoutBody))('%s: a body that nobody asked for', async (_, item) => {
    if (item.endpoint.method === 'GET') return; // fetch sends no body with GET; the schema is the same
    const token = rightful(item.endpoint).accessToken;
    expectProblem(await ask(item.endpoint, { token, params: params(), body: { extra: 1 } }), 'invalid-request');
  });

  it.each(named(endpointList))('%s: query and path', async (_, item) => {
    const token = rightful(item.endpoint).accessToken;
    const { body, query = {} } = sampleRequest(item);
    const request = { token, params: params(), query, ...(body === undefined ? {} : { body }) };
    const extra = await ask(item.endpoint, { ...request, query: { ...query, extra: '1' } });
    expect(expectProblem(extra, 'invalid-request').errors[0]?.field).toBe('extra');
    for (const name of item.endpoint.path.match(/(?<=\{)\w+(?=\})/g) ?? []) {
      for (const wrong of ['<script>', 'a\u0007b', 'x'.repeat(200)]) {
        const answer = await ask(item.endpoint, { ...request, params: { ...request.params, [name]: wrong } });
        expect(expectProblem(answer, 'invalid-request').errors[0]?.field).toBe(name);
      }
    }
  });
});

describe('what belongs to others is not found, and stays as it was', () => {
  const owned = guarded.filter(({ endpoint }) => endpoint.path.includes('{id}') && endpoint.party !== 'staff');

  it.each(named(owned))('%s', async (_, item) => {
    const { scene, stranger, otherCompany } = world;
    const before = await whole(world);
    const owner = item.endpoint.party === 'person' ? scene.person : scene.company;
    const foreigner = item.endpoint.party === 'person' ? stranger : otherCompany;
    const view = await see(scene.person, scene.id);
    const params = {
      id: item.name === 'markMessageRead' ? await newestMessage(owner) : scene.id,
      fileId: view.files[0]?.id ?? '',
      documentId: view.documents[0]?.id ?? '',
    };
    expectProblem(await send(item, foreigner.accessToken, params), 'not-found');
    expectProblem(await send(item, owner.accessToken), 'not-found');
    expect(await whole(world)).toEqual(before);
  });

  it('files and documents of another application are not found under one’s own', async () => {
    const { scene } = world;
    const { id } = await begin(world.stranger);
    const view = await see(scene.person, scene.id);
    const params = { id, fileId: view.files[0]?.id ?? '', documentId: view.documents[0]?.id ?? '' };
    for (const name of ['getFile', 'downloadFile', 'downloadDocument']) {
      const item = { name, endpoint: endpointOf('practitioner', name) };
      expectProblem(await send(item, world.stranger.accessToken, params), 'not-found');
    }
  });

  it('nobody but the applicant finds a draft', async () => {
    const { staff, scene } = world;
    const { id } = await begin(await (await prepareStages(cloud.target, accounts)).qualified());
    for (const item of endpointList.filter(({ endpoint }) => endpoint.path.includes('/applications/{id}'))) {
      if (item.endpoint.party === 'person') continue;
      const caller = item.endpoint.party === 'staff' ? staff[item.endpoint.roles[0] ?? 'acceptance'] : scene.company;
      expectProblem(await send(item, caller.accessToken, { id }), 'not-found');
    }
  });

  it('the department finds no application by an id that nobody has', async () => {
    const inDepartment = guarded.filter(({ endpoint }) => endpoint.party === 'staff' && endpoint.path.includes('{id}'));
    for (const item of inDepartment) {
      expectProblem(await send(item, rightful(item.endpoint).accessToken), 'not-found');
    }
  });
});

describe('what is public', () => {
  it('needs no token and minds none', async () => {
    const configuration = endpointOf('public', 'getConfiguration');
    expect((await ask(configuration, {})).status).toBe(200);
    expect((await ask(configuration, { token: 'abc' })).status).toBe(200);
  });

  it('a path or method that the contract does not have is not there', async () => {
    const { accessToken } = world.scene.person;
    for (const [method, path] of [
      ['GET', '/api/practitioner/nothing'],
      ['DELETE', '/api/practitioner/profile'],
      ['GET', '/api/practitioner/applications/x/../../profile/'],
      ['POST', '/api/'],
    ] as const) {
      const headers = { authorization: `Bearer ${accessToken}` };
      const { status } = await fetch(`${cloud.target.siteUrl}${path}`, { method, headers });
      expect([403, 404], `${method} ${path}`).toContain(status);
    }
  });
});

async function begin(person: Party): Promise<{ id: string }> {
  await completeProfile(person);
  const { items } = await person.send(practitionerEndpoints.listApplications, {});
  if (items[0] !== undefined) return { id: items[0].id };
  return await person.send(practitionerEndpoints.createApplication, {
    body: { profession: 'architect-2', matter: 'initial' },
  });
}

async function newestMessage(party: Party): Promise<string> {
  const list = party.account.startsWith('person') ? practitionerEndpoints.listMessages : employerEndpoints.listMessages;
  return await until('a message', async () => (await party.send(list, {})).items[0]?.id);
}
