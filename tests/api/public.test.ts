import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { call, type CallInput } from '../../api/client.ts';
import type { Endpoint } from '../../api/endpoint.ts';
import { departmentEndpoints } from '../../api/department.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { publicEndpoints as endpoints } from '../../api/public.ts';
import { evidenceFolder } from '../../api/evidence-folder.ts';
import { findProof } from '../../api/work-proof.ts';
import { evidenceText } from '../../domain/objections.ts';
import { addDays, addYears } from '../../domain/calendar-dates.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { smoke, smokeChecks } from '../../operations/smoke/smoke.ts';
import { maskIdentityNumber } from '../../domain/identifiers.ts';
import { groupedCode } from '../../domain/verification-code.ts';
import { verificationCode } from '../support/parties/certificate-code.ts';
import { downloadPdf } from '../support/cloud/download.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { objectionBody, objectionTo, sendEvidence } from '../support/parties/objection.ts';
import { declarationOf, scan } from '../support/parties/sample-files.ts';
import { until } from '../support/parties/party.ts';
import { see } from '../support/parties/play.ts';
import { ask, refused } from '../support/parties/refusal.ts';
import { prepareStages, type Scene } from '../support/parties/scene.ts';
import { outputsOf } from '../support/cloud/local-cloud.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const answered = new Set<object>();
const anybody = {
  send: async <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    endpoint: Endpoint<P, Q, B, R>,
    input: CallInput<P, Q, B>,
  ) => {
    const answer = await call(endpoint, input, { baseUrl: cloud.target.siteUrl, accessToken: null });
    answered.add(endpoint);
    return answer;
  },
};
let scene: Scene;
let evidence: Awaited<ReturnType<typeof sendEvidence>>;
let receipt: string;
let announced: string;

beforeAll(async () => {
  const stages = await prepareStages(cloud.target, accountsOf(import.meta.filename));
  evidence = await sendEvidence(cloud.target);
  scene = await stages.at('in-publicity', 'constructor-2');
});

async function publishedBatch() {
  const { items } = await anybody.send(endpoints.listPublicity, {});
  return items[0];
}

async function certificate() {
  return await until('the certificate', async () => {
    const { items } = await scene.person.send(practitionerEndpoints.listRegistrations, {});
    return items.find(({ certificateReady }) => certificateReady);
  });
}

const happyPaths = {
  getConfiguration: async () => {
    const { issuers, clientIds } = cloud.target;
    expect(await anybody.send(endpoints.getConfiguration, {})).toEqual({
      province: { issuer: issuers.province, clientId: clientIds.province },
      staff: { issuer: issuers.staff, clientId: clientIds.staff },
      audience: 'registration-api',
    });
  },
  listPublicity: async () => {
    const batch = await until('a published batch', publishedBatch);
    expect(batch.number).toMatch(/^苏建注公示〔20\d\d〕第[1-9]\d*号$/u);
    expect(Date.parse(batch.endsAt) - Date.parse(batch.publishedAt)).toBeGreaterThanOrEqual(7000);
  },
  getPublicity: async () => {
    const { number, dueAt } = await see(scene.person, scene.id);
    const { name, idNumber } = personBehind(scene.person);
    const shown = await until('the case in its batch', async () => {
      const { items } = await anybody.send(endpoints.listPublicity, {});
      const pages = await Promise.all(
        items.map(({ id: batch }) => anybody.send(endpoints.getPublicity, { params: { batch } })),
      );
      return pages.find(({ items: entries }) => entries.some((entry) => entry.number === number));
    });
    const listed = shown.items.find((entry) => entry.number === number);
    expect(listed).toEqual({
      number,
      applicantName: name,
      maskedIdNumber: maskIdentityNumber(idNumber),
      employerName: companyBehind(scene.company).name,
      profession: 'constructor-2',
      matter: 'initial',
      specialties: expect.any(Array) as string[],
      ended: false,
    });
    expect(dueAt === null || dueAt === shown.batch.endsAt).toBe(true);
    expect(JSON.stringify(listed)).not.toContain(idNumber.slice(6));
  },
  fileObjection: async () => {
    const { number } = await see(scene.person, scene.id);
    const body = await objectionBody(number ?? '', evidence);
    ({ receipt } = await anybody.send(endpoints.fileObjection, { body }));
    expect(groupedCode(receipt)).toMatch(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    // A page that asks again, or is loaded again, has objected once.
    expect(await anybody.send(endpoints.fileObjection, { body })).toEqual({ receipt });
    const wrong = { ...body, number: 'ZS20200101999999' };
    await refused(anybody.send(endpoints.fileObjection, { body: wrong }), 'proof-needed');
  },
  followObjection: async () => {
    const { number } = await see(scene.person, scene.id);
    const follow = (typed: string) => anybody.send(endpoints.followObjection, { body: { receipt: typed } });
    expect(await follow(groupedCode(receipt).toLowerCase())).toEqual({
      number,
      batchNumber: expect.stringMatching(/^苏建注公示〔20\d\d〕第[1-9]\d*号$/u) as string,
      filedAt: expect.any(String) as string,
      dueAt: expect.any(String) as string,
      state: 'open',
      answer: null,
      answeredAt: null,
    });
    await refused(follow(`${receipt.slice(0, -1)}${receipt.endsWith('A') ? 'B' : 'A'}`), 'not-found');
    const { decision } = scene.staff;
    const { id } = await objectionTo(decision, number ?? '');
    const answer = { version: 1, outcome: 'not-upheld', answer: '经核实，聘用关系真实。' } as const;
    await decision.send(departmentEndpoints.answerObjection, { params: { id }, body: answer });
    expect(await follow(receipt)).toMatchObject({ state: 'not-upheld', answer: answer.answer });
  },
  declareEvidence: async () => {
    const params = { folder: await evidenceFolder(randomUUID()) };
    const declaration = declarationOf(await scan('证明.pdf', 1));
    const proof = await findProof(evidenceText(params.folder, declaration), new Date());
    const send = (body: { sha256?: string }) =>
      anybody.send(endpoints.declareEvidence, { params, body: { ...declaration, proof, ...body } });
    expect(await send({})).toMatchObject({ method: 'PUT' });
    await refused(send({ sha256: `${'A'.repeat(43)}=` }), 'proof-needed');
    // What is filed stays as it is.
    const { folder } = evidence;
    const lateProof = await findProof(evidenceText(folder, declaration), new Date());
    const late = { params: { folder }, body: { ...declaration, proof: lateProof } };
    await refused(anybody.send(endpoints.declareEvidence, late), 'not-in-this-state');
  },
  getEvidence: async () => {
    const { folder, fileId } = evidence;
    expect(await anybody.send(endpoints.getEvidence, { params: { folder, fileId } })).toMatchObject({
      status: 'ready',
    });
    const elsewhere = { folder: await evidenceFolder(randomUUID()), fileId };
    await refused(anybody.send(endpoints.getEvidence, { params: elsewhere }), 'not-found');
  },
  listAnnouncements: async () => {
    const { id } = await until('an announcement', async () => {
      const { items } = await anybody.send(endpoints.listAnnouncements, {});
      return items[0];
    });
    expect(id).toMatch(/^20\d\d-[1-9]\d*$/);
  },
  getAnnouncement: async () => {
    // A week of this cloud is seven seconds.
    const registration = await certificate();
    const found = await until('the announcement', async () => {
      const { items } = await anybody.send(endpoints.listAnnouncements, {});
      const batches = items.map(({ id: batch }) => anybody.send(endpoints.getAnnouncement, { params: { batch } }));
      const pages = await Promise.all(batches);
      return pages.find((page) => page.items.some(({ number }) => number === registration.number));
    });
    announced = found.batch.id;
    const line = found.items.find(({ number }) => number === registration.number);
    expect(line).toMatchObject({ kind: 'approved', title: '初始注册', profession: 'constructor-2' });
    expect(JSON.stringify(found)).not.toContain(personBehind(scene.person).idNumber.slice(6));
  },
  downloadAnnouncement: async () => {
    const { number } = await certificate();
    const answer = await ask(endpoints.downloadAnnouncement, { params: { batch: announced } });
    answered.add(endpoints.downloadAnnouncement);
    expect(answer).toMatchObject({ status: 200, type: 'text/csv' });
    expect(answer.body).toContain(number);
  },
  getFeed: async () => {
    const answer = await ask(endpoints.getFeed, {});
    answered.add(endpoints.getFeed);
    expect(answer).toMatchObject({ status: 200, type: 'application/atom+xml' });
    expect(answer.body).toContain(`/announcement.html?batch=${announced}`);
  },
  searchRegister: async () => {
    const registration = await certificate();
    const { name, idNumber } = personBehind(scene.person);
    const { name: employer, creditCode } = companyBehind(scene.company);
    const questions = [
      { by: 'person', name, profession: 'constructor-2' },
      { by: 'employer', employer: creditCode },
      { by: 'employer', employer },
      { by: 'number', number: registration.number },
    ] as const;
    for (const question of questions) {
      const shown = await until(`the registration by ${JSON.stringify(question)}`, async () => {
        const { items } = await anybody.send(endpoints.searchRegister, { body: { question, page: 1 } });
        return items.find(({ number }) => number === registration.number);
      });
      expect(shown).toMatchObject({ holderName: name, employerName: employer, status: 'valid' });
      expect(JSON.stringify(shown)).not.toContain(idNumber.slice(6));
    }
  },
  verifyCertificate: async () => {
    const registration = await certificate();
    const params = { number: registration.number };
    const { url } = await scene.person.send(practitionerEndpoints.downloadCertificate, { params });
    const code = await verificationCode(await downloadPdf(url));
    const verified = await anybody.send(endpoints.verifyCertificate, { params, body: { code } });
    const { validFrom } = registration;
    const validUntil = addDays(addYears(validFrom, 3), -1);
    const term = { validFrom, validUntil, cancelledOn: null, status: 'valid' } as const;
    expect(verified).toEqual({
      number: registration.number,
      profession: 'constructor-2',
      terms: ['建筑工程', '公路工程'].map((specialty) => ({ ...term, specialty })),
      specialties: ['建筑工程', '公路工程'],
      zone: null,
      holderName: personBehind(scene.person).name,
      employerName: companyBehind(scene.company).name,
      validFrom,
      validUntil,
      status: 'valid',
      cancelledOn: null,
      ...{ lapsedOn: null, revocation: null, suspendedFrom: null, suspendedUntil: null },
    });
    // However people type what they read from the paper: case, dashes, blanks, full width, and the number without its characters.
    const groups = groupedCode(code).toLowerCase();
    const wide = String.fromCharCode(...Array.from(code, (sign) => sign.charCodeAt(0) + 0xfee0));
    for (const typed of [groups, groups.replaceAll('-', ' '), wide, code.replaceAll('0', 'o').replaceAll('1', 'l')]) {
      expect(await anybody.send(endpoints.verifyCertificate, { params, body: { code: typed } })).toEqual(verified);
    }
    for (const number of [params.number.replace(/^\D+/, ''), ` ${params.number.replace(/^(\D+)/, '$1 ')} `]) {
      expect(await anybody.send(endpoints.verifyCertificate, { params: { number }, body: { code } })).toEqual(verified);
    }
    // The number alone proves nothing.
    const wrong = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`;
    await refused(anybody.send(endpoints.verifyCertificate, { params, body: { code: wrong } }), 'not-found');
  },
} satisfies Record<keyof typeof endpoints, () => Promise<void>>;

describe('the API for everybody answers', () => {
  const names = Object.keys(happyPaths) as (keyof typeof happyPaths)[];

  it.each(names)('%s', async (name) => {
    answered.clear();
    await happyPaths[name]();
    expect(answered.has(endpoints[name]), 'the endpoint itself has answered').toBe(true);
  });

  it('no endpoint is left out', () => {
    expect(names.toSorted()).toEqual(Object.keys(endpoints).toSorted());
  });
});

it('the smoke test of a deployment finds everything as it should be, and says what is not', async () => {
  const lines: string[] = [];
  const { ApiUrl = '' } = (await outputsOf(cloud))['Application'] ?? {};
  expect(await smoke(cloud.target.siteUrl, (line) => lines.push(line), ApiUrl), lines.join('\n')).toBe(0);
  expect(lines).toHaveLength(smokeChecks.length + 1);
  expect(lines.at(-1)).toBe('ok      past the site: the API refuses what does not come through the distribution');
  const absent: string[] = [];
  expect(await smoke('http://127.0.0.1:9', (line) => absent.push(line))).toBe(smokeChecks.length);
  expect(absent[0]).toContain('failed  pages: http://127.0.0.1:9/ does not answer');
  // An address at which everybody is answered, as the API's own was.
  const open: string[] = [];
  expect(await smoke(cloud.target.siteUrl, (line) => open.push(line), cloud.target.siteUrl)).toBe(1);
  expect(open.at(-1)).toMatch(/^failed {2}past the site: .*\/api\/public\/configuration answers 200 to a request/u);
});
