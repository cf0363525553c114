import { beforeAll, describe, expect, it } from 'vitest';
import { employerEndpoints as endpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { verificationCode } from '../support/parties/certificate-code.ts';
import { downloadPdf } from '../support/cloud/download.ts';
import { type Party, until } from '../support/parties/party.ts';
import { sampleCompany, see, waitFor } from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import {
  accept,
  decide,
  prepareStages,
  recommend,
  refuse,
  type Scene,
  type Stages,
  withdraw,
} from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { oweQualification } from '../support/parties/supplement.ts';

const [qualification] = sampleCompany.qualifications;
let stages: Stages;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accountsOf(import.meta.filename));
});

/** An architect's application whose employer chose 无, waiting for acceptance. */
async function owed(): Promise<Scene> {
  const { company, staff } = stages;
  const person = await stages.qualified();
  return { profession: 'architect-2', person, company, staff, id: await oweQualification(person, company) };
}

const seenBy = ({ company, id }: Scene) => company.send(endpoints.getApplication, { params: { id } });
const isListed = async ({ company, id }: Scene) =>
  (await company.send(endpoints.listSupplements, {})).items.some(({ applicationId }) => applicationId === id);

async function supply(scene: Scene, chosen: typeof qualification = qualification, key?: string) {
  const { version } = await seenBy(scene);
  const input = { params: { id: scene.id }, body: { version, qualification: chosen } };
  return await scene.company.send(endpoints.supplyQualification, input, key);
}

async function approve(scene: Scene): Promise<void> {
  await accept(scene);
  await waitFor(scene.person, scene.id, 'under-review');
  await recommend(scene);
  await waitFor(scene.person, scene.id, 'awaiting-decision');
  await decide(scene);
  await waitFor(scene.person, scene.id, 'approved');
}

const certificatesOf = async (person: Party, id: string) =>
  (await see(person, id)).documents.filter(({ kind }) => kind === 'certificate');

describe('a company qualification that is owed', () => {
  it('amends the application before the approval and does not hold the review up', async () => {
    const scene = await owed();
    expect(await isListed(scene)).toBe(true);
    expect((await seenBy(scene)).owesQualification).toBe(true);
    expect((await see(scene.person, scene.id)).owesQualification).toBe(false);
    await accept(scene);
    const before = await waitFor(scene.person, scene.id, 'under-review');
    await supply(scene);
    const after = await see(scene.person, scene.id);
    expect(after).toMatchObject({ state: 'under-review', dueAt: before.dueAt, supplement: { qualification } });
    expect(after.timeline.at(-1)).toMatchObject({
      action: 'supplement',
      from: 'under-review',
      to: 'under-review',
      reason: `资质：${qualification.type}（${qualification.number}）`,
    });
    expect(await isListed(scene)).toBe(false);
    await refused(supply(scene), 'not-in-this-state');
    await recommend(scene);
    await waitFor(scene.person, scene.id, 'awaiting-decision');
  });

  it('stays through the approval; filled in then, it amends the register and reissues the certificate with its history', async () => {
    const scene = await owed();
    const { person, id } = scene;
    await approve(scene);
    const first = await until('first certificate', async () => {
      const { items } = await person.send(practitionerEndpoints.listRegistrations, {});
      return items.find(({ certificateReady }) => certificateReady);
    });
    expect(await isListed(scene)).toBe(true);
    await supply(scene);
    expect(await isListed(scene)).toBe(false);
    const reissued = await until('new certificate', async () => {
      const view = await see(person, id);
      return view.timeline.some(({ action }) => action === 'reissue-certificate') ? view : undefined;
    });
    expect(reissued.timeline.map(({ action }) => action).slice(-3)).toEqual([
      'issue-certificate',
      'supplement',
      'reissue-certificate',
    ]);
    // The history is kept: both versions can be downloaded.
    const certificates = await certificatesOf(person, id);
    expect(certificates).toHaveLength(2);
    for (const { id: documentId } of certificates) {
      const { url } = await person.send(practitionerEndpoints.downloadDocument, { params: { id, documentId } });
      await downloadPdf(url);
    }
    const [now] = (await person.send(practitionerEndpoints.listRegistrations, {})).items;
    expect(first.employerQualification).toBeNull();
    expect(now).toEqual({ ...first, employerQualification: qualification });
    const { items } = await scene.company.send(endpoints.listRegistrations, {});
    expect(items).toContainEqual(now);
    const params = { number: first.number };
    const newest = await downloadPdf((await person.send(practitionerEndpoints.downloadCertificate, { params })).url);
    expect(await verificationCode(newest)).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    const titles = await until('both messages', async () => {
      const { items } = await person.send(practitionerEndpoints.listMessages, {});
      const own = items.map(({ title }) => title);
      return own.includes('电子证书已换发') ? own : undefined;
    });
    expect(titles).toContain('聘用企业已补正资质');
  });

  it.each(['withdrawn', 'not-accepted', 'rejected'] as const)('ends with an application that is %s', async (end) => {
    const scene = await owed();
    if (end === 'withdrawn') await withdraw(scene);
    else if (end === 'not-accepted') await refuse(scene, '不属于本机关职权范围。');
    else {
      await accept(scene);
      await waitFor(scene.person, scene.id, 'under-review');
      await recommend(scene, 'reject', '不符合注册条件。');
      await waitFor(scene.person, scene.id, 'awaiting-decision');
      await decide(scene, 'reject', '不符合注册条件。');
    }
    await waitFor(scene.person, scene.id, end);
    expect(await isListed(scene)).toBe(false);
    await refused(supply(scene), 'not-in-this-state');
  });

  it('is one of the company’s own list, supplied on the version that was seen, once', async () => {
    const scene = await owed();
    const foreign = { type: '工程设计综合资质', number: 'A999999999' } as const;
    const { version } = await seenBy(scene);
    const params = { id: scene.id };
    const call = (seen: number, chosen: typeof foreign | typeof qualification, key?: string) =>
      scene.company.send(
        endpoints.supplyQualification,
        { params, body: { version: seen, qualification: chosen } },
        key,
      );
    const refusal = await refused(call(version, foreign), 'rules-not-met');
    expect(refusal.errors).toMatchObject([{ code: 'supplement-not-own', field: 'supplement' }]);
    await refused(call(version - 1, qualification), 'changed-meanwhile');
    const first = await call(version, qualification, 'supply-once');
    expect(await call(version, qualification, 'supply-once')).toEqual(first);
    expect((await see(scene.person, scene.id)).timeline.filter(({ action }) => action === 'supplement')).toHaveLength(
      1,
    );
  });

  it('is not there when the employer named a qualification at once', async () => {
    const scene = await stages.at('awaiting-acceptance');
    expect(await isListed(scene)).toBe(false);
    await refused(supply(scene), 'not-in-this-state');
  });
});
