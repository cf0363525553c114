import { beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../api/endpoint.ts';
import { endpointList } from '../../api/endpoints.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { beginMerger } from '../support/parties/company-change.ts';
import type { Party } from '../support/parties/party.ts';
import { ask, expectProblem } from '../support/parties/refusal.ts';
import { prepareStages, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { sampleRequest } from './sample-requests.ts';

// What is not there is said before the cursor is looked at: a job, a batch.
const ofSomething = ['listJobElements', 'getPublicity', 'getAnnouncement'];
const paged = endpointList.filter(
  ({ name, endpoint }) =>
    !ofSomething.includes(name) && JSON.stringify(endpoint.query.toJSONSchema()).includes('"cursor"'),
);

// What somebody may send who makes cursors up: no base64, base64 of nothing, and keys of other items.
const garbage = [
  ...['garbage', 'AAAA', '____', 'x'.repeat(2000)],
  ...['null', '{}', '[]', '7', '{"pk":1}', '{"dueAt":"2026","applicationId":{}}'],
  '{"pk":{"S":"x"},"sk":{"S":"y"}}',
].map((text) => (text.startsWith('{') || /^(null|\[|7)/.test(text) ? Buffer.from(text).toString('base64url') : text));

let stages: Stages;
let person: Party;
/** What the path of a list that belongs to something leads to. */
let params: Readonly<Record<string, string>>;

beforeAll(async () => {
  const accounts = accountsOf(import.meta.filename);
  stages = await prepareStages(cloud.target, accounts);
  person = await stages.qualified();
  const { registrar, review } = stages.staff;
  params = { id: (await beginMerger(registrar, review, accounts.person(), '0004')).id };
});

function tokenFor(endpoint: Endpoint): string | null {
  const [role = 'acceptance'] = endpoint.party === 'staff' ? endpoint.roles : [];
  const tokens = {
    person: person.accessToken,
    'legal-person': stages.company.accessToken,
    staff: stages.staff[role].accessToken,
    anyone: null,
  };
  return tokens[endpoint.party];
}

describe('a cursor that is none is refused, never an error', () => {
  it('every list with pages is looked at', () => {
    expect(paged.length).toBeGreaterThan(6);
  });

  it.each(paged.map((item) => [`${item.endpoint.method} ${item.endpoint.path}`, item] as const))(
    '%s',
    async (_, item) => {
      const request = { token: tokenFor(item.endpoint), params, ...sampleRequest(item) };
      const list = (cursor: string) => ask(item.endpoint, { ...request, query: { ...request.query, cursor } });
      for (const cursor of garbage) {
        expect(expectProblem(await list(cursor), 'invalid-request').detail).toContain('页码已失效');
      }
      for (const cursor of ['a b', '<x>', 'é', 'x'.repeat(2001)]) {
        const { errors } = expectProblem(await list(cursor), 'invalid-request');
        expect(errors[0]?.field).toBe('cursor');
      }
      expect((await ask(item.endpoint, request)).status).toBe(200);
    },
  );
});
