import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { practitionerEndpoints as endpoints } from '../../api/practitioner.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { beginEntry, fillInEntry, foreignCertificate, sampleEntry } from '../support/parties/entry.ts';
import { personBehind } from '../support/parties/expected.ts';
import { signInAs } from '../support/parties/party.ts';
import { completeProfile, confirmAndSubmit, see, waitFor } from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import {
  accept,
  decide,
  prepareStages,
  recommend,
  type Scene,
  type Stages,
  withdraw,
} from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const accounts = accountsOf(import.meta.filename);
let stages: Stages;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
});

/** Somebody's entry of a certificate, which waits for acceptance. */
async function entered(certificate?: string): Promise<Scene> {
  const person = await signInAs(cloud.target, accounts.person());
  await completeProfile(person);
  const id = await beginEntry(person);
  await fillInEntry(person, id, sampleEntry(certificate ?? foreignCertificate(person.account)));
  await confirmAndSubmit(person, id);
  await waitFor(person, id, 'awaiting-acceptance');
  return { profession: 'architect-2', person, company: stages.company, staff: stages.staff, id };
}

async function toDecision(scene: Scene): Promise<void> {
  await accept(scene);
  await waitFor(scene.person, scene.id, 'under-review');
  await recommend(scene);
  await waitFor(scene.person, scene.id, 'awaiting-decision');
}

const checksOf = async ({ id }: Scene) =>
  (await stages.staff.review.send(departmentEndpoints.getApplication, { params: { id } })).checks;

async function list(account: string, certificate: string) {
  const { name, idNumber } = personBehind({ account });
  const cells = {
    ...{ 姓名: name, 证件号码: idNumber, 职业: '二级注册建筑师', 资格证号: certificate, 专业: '' },
    ...{ 取得日期: '2019-12-20', 取得省份: '江苏省' },
  };
  return await stages.staff.registrar.send(departmentEndpoints.importQualifications, {
    body: { rows: [{ line: 2, cells }] },
  });
}

describe('a pending entry of somebody else’s certificate', () => {
  it('yields to the list: the import wins, the applicant is told, and it cannot be approved', async () => {
    const squatter = await entered();
    const certificate = foreignCertificate(squatter.person.account);
    const owner = accounts.person();
    expect(await list(owner, certificate)).toEqual({ imported: 1, unchanged: 0, rejected: [] });
    const { items } = await squatter.person.send(endpoints.listMessages, {});
    const message = items.find(({ title }) => title === '资格证号已登记');
    expect(message?.text).toContain(certificate);
    expect(message?.text).not.toContain(personBehind({ account: owner }).name);
    expect(await checksOf(squatter)).toMatchObject([{ code: 'certificate', passed: false }]);
    await toDecision(squatter);
    const { errors } = await refused(decide(squatter), 'rules-not-met');
    expect(errors).toMatchObject([{ code: 'certificate-taken' }]);
    await decide(squatter, 'reject', '该资格证书登记在他人名下。');
    const holder = await signInAs(cloud.target, owner);
    expect((await holder.send(endpoints.listQualifications, {})).items).toMatchObject([
      { certificateNumber: certificate },
    ]);
  });

  it('does not keep its owner from entering it: an officer is shown both, until one is withdrawn', async () => {
    const squatter = await entered();
    const owner = await entered(foreignCertificate(squatter.person.account).toLowerCase());
    for (const [mine, other] of [
      [squatter, owner],
      [owner, squatter],
    ] as const) {
      const [check] = await checksOf(mine);
      expect(check).toMatchObject({ code: 'certificate', passed: false });
      const { number, applicant } = await see(other.person, other.id);
      expect(check?.facts[0]?.value).toContain(`${number ?? ''}，${applicant.name}`);
      expect((await see(mine.person, mine.id)).checks).toEqual([]);
    }
    await withdraw(squatter);
    await waitFor(squatter.person, squatter.id, 'withdrawn');
    expect(await checksOf(owner)).toMatchObject([{ code: 'certificate', passed: true, facts: [] }]);
  });

  it('and its owner’s, approved at the same moment, are granted exactly once', async () => {
    const first = await entered();
    const second = await entered(foreignCertificate(first.person.account));
    await Promise.all([toDecision(first), toDecision(second)]);
    const outcomes = await Promise.allSettled([decide(first), decide(second)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const held = await Promise.all(
      [first, second].map(async ({ person }) => (await person.send(endpoints.listQualifications, {})).items.length),
    );
    expect(held.toSorted()).toEqual([0, 1]);
    const loser = held[0] === 1 ? second : first;
    const { errors } = await refused(decide(loser), 'rules-not-met');
    expect(errors).toMatchObject([{ code: 'certificate-taken' }]);
  });

  it('that was approved stays where the list names another person: the row is reported', async () => {
    const scene = await entered();
    await toDecision(scene);
    await decide(scene);
    await waitFor(scene.person, scene.id, 'approved');
    const report = await list(accounts.person(), foreignCertificate(scene.person.account));
    expect(report).toMatchObject({ imported: 0, rejected: [{ line: 2 }] });
  });
});
