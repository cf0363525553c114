import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import type { Endpoint } from '../../api/endpoint.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { publicEndpoints } from '../../api/public.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { type Party, signInAs } from '../support/parties/party.ts';
import { completeCompany } from '../support/parties/play.ts';
import { ask, expectProblem } from '../support/parties/refusal.ts';
import { takeOver } from '../support/parties/register.ts';
import { prepareStages, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const accounts = accountsOf(import.meta.filename);
const moreThanAPage = 21;
let stages: Stages;
let company: Party;
let otherCompany: Party;
let cursor: string;

const pageOf = (
  token: string,
  query: Record<string, string>,
  endpoint: Endpoint = employerEndpoints.listRegistrations,
) => ask(endpoint, { token, query });

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
  [company, otherCompany] = [stages.company, await signInAs(cloud.target, accounts.company())];
  await completeCompany(otherCompany);
  await takeOver(
    stages.staff.registrar,
    Array.from({ length: moreThanAPage }, () => {
      return { account: accounts.person(), profession: 'cost-2' as const, company: company.account };
    }),
  );
  const first = await company.send(employerEndpoints.listRegistrations, {});
  cursor = first.cursor ?? '';
});

describe('a cursor', () => {
  it('leads to the next page of its own list', async () => {
    expect(cursor).not.toBe('');
    const next = await company.send(employerEndpoints.listRegistrations, { query: { cursor } });
    expect(next).toMatchObject({ cursor: null });
    expect(next.items).toHaveLength(1);
  });

  it("is refused in another caller's list and in every other list", async () => {
    const person = await stages.qualified();
    const lists = [
      [employerEndpoints.listRegistrations, otherCompany, {}],
      [employerEndpoints.listApplications, company, {}],
      [employerEndpoints.listMessages, company, {}],
      [employerEndpoints.listWorkItems, company, {}],
      [employerEndpoints.listSupplements, company, {}],
      [practitionerEndpoints.listApplications, person, {}],
      [practitionerEndpoints.listMessages, person, {}],
      [departmentEndpoints.listQueue, stages.staff.acceptance, { queue: 'acceptance' }],
      [departmentEndpoints.listDeemedAcceptances, stages.staff.decision, {}],
      [departmentEndpoints.listIncompleteDocuments, stages.staff.review, {}],
      [publicEndpoints.listPublicity, person, {}],
    ] as const;
    for (const [endpoint, { accessToken }, query] of lists) {
      const { detail, errors } = expectProblem(
        await pageOf(accessToken, { ...query, cursor }, endpoint),
        'invalid-request',
      );
      expect(detail).toContain('页码已失效');
      expect(errors).toEqual([expect.objectContaining({ field: 'cursor', code: 'invalid-cursor' })]);
    }
  });

  it('is refused when it was cut, prolonged or changed anywhere', async () => {
    const changed = [
      ...[1, 21, 22, 23, 60, cursor.length - 1].map((length) => cursor.slice(0, length)),
      `${cursor}A`,
      '',
      ...[0, 10, 30, cursor.length - 1].map(
        (place) => `${cursor.slice(0, place)}${cursor[place] === 'A' ? 'B' : 'A'}${cursor.slice(place + 1)}`,
      ),
    ];
    for (const wrong of changed) {
      expectProblem(await pageOf(company.accessToken, { cursor: wrong }), 'invalid-request');
    }
  });

  const surrogate = { dueAt: '2026-03-02T01:00:00.000Z', applicationId: '\ud800' };
  it.each([
    ['of the queue', JSON.stringify(surrogate)],
    ['escaped', '{"dueAt":"\\ud800","applicationId":"abcd"}'],
    ['in a key', '{"pk":"\\udc00","sk":"x","gsi1pk":"y","gsi1sk":"\\ud800"}'],
  ])('with half a character is refused, never an error: %s', async (_, text) => {
    const wrong = Buffer.from(text).toString('base64url');
    const lists = [
      [publicEndpoints.listPublicity, company, {}],
      [departmentEndpoints.listQueue, stages.staff.decision, { queue: 'decision' }],
      [employerEndpoints.listRegistrations, company, {}],
    ] as const;
    for (const [endpoint, { accessToken }, query] of lists) {
      for (const sent of [wrong, `${'A'.repeat(22)}${wrong}`]) {
        expectProblem(await pageOf(accessToken, { ...query, cursor: sent }, endpoint), 'invalid-request');
      }
    }
  });
});

describe('an address that is not properly encoded', () => {
  const wrongPaths = ['%', '%ZZ', '%E0%A4%A', '%ED%A0%80', 'x%', '%C0%AF', '%00'];

  it.each(wrongPaths)('is answered with a problem document: %s', async (wrong) => {
    const headers = { authorization: `Bearer ${(await stages.qualified()).accessToken}` };
    for (const [path, statuses] of [
      [`/api/practitioner/applications/${wrong}`, [400, 404]],
      [`/api/public/certificates/${wrong}?code=ABCDEFGH12345678`, [400, 404]],
      [`/api/nowhere/${wrong}`, [404]],
      [`/api/${wrong}`, [404]],
      [`/api/public/publicity?cursor=${wrong}`, [400]],
      [`/api/public/publicity?${wrong}=1`, [400]],
    ] as const) {
      const response = await fetch(`${cloud.target.siteUrl}${path}`, { headers });
      const text = await response.text();
      expect(statuses, `${path}: ${text}`).toContain(response.status);
      expect(response.headers.get('content-type'), path).toContain('application/problem+json');
      expect(JSON.parse(text), path).toMatchObject({ requestId: expect.any(String) as string });
    }
  });
});
