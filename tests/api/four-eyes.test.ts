import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { professions } from '../../domain/professions.ts';
import { addDays, shanghaiDate } from '../../domain/calendar-dates.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { personBehind } from '../support/parties/expected.ts';
import { type Party, partyOf, signInAs } from '../support/parties/party.ts';
import { answerHearing, completeProfile, see, seenBy, waitFor } from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import { certificateNumberOf, takeOver } from '../support/parties/register.ts';
import {
  correctionItems,
  type Department,
  playOn,
  prepareStages,
  type Scene,
  type Stages,
} from '../support/parties/scene.ts';
import { staffToken } from '../support/parties/tokens.ts';

const accounts = accountsOf(import.meta.filename);
let stages: Stages;
let staff: Department;
/** Two more who may review and decide: the sole way to meet oneself. */
let ann: Party;
let bob: Party;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
  staff = stages.staff;
  ann = await officer('staff-ann', ['review', 'decision']);
  bob = await officer('staff-bob', ['review', 'decision']);
});

async function officer(sub: string, roles: readonly string[], idNumber?: string): Promise<Party> {
  const claims = { sub, name: sub, roles, id_number: idNumber };
  return partyOf(cloud.target, sub, await staffToken(cloud, staff.both.accessToken, claims));
}

const opinion = '经核查。';

async function recommend(by: Party, { person, id }: Scene): Promise<void> {
  const body = { version: await seenBy(by, id), outcome: 'approve', opinion } as const;
  await by.send(departmentEndpoints.recommend, { params: { id }, body });
  await waitFor(person, id, 'awaiting-decision');
}

async function decide(by: Party, { id }: Scene, decision: 'approve' | 'reject' | 'send-back') {
  const body = { version: await seenBy(by, id), decision, opinion } as const;
  return await by.send(departmentEndpoints.decide, { params: { id }, body });
}

/** Every decision is refused to somebody, the page offers none, and nothing has changed. */
async function expectNoDecision(by: Party, scene: Scene, told: string): Promise<void> {
  const before = await see(scene.person, scene.id);
  const { actions } = await by.send(departmentEndpoints.getApplication, { params: { id: scene.id } });
  expect(actions.filter((action) => ['approve', 'reject', 'send-back', 'uphold-objection'].includes(action))).toEqual(
    [],
  );
  for (const decision of ['approve', 'reject', 'send-back'] as const) {
    const { detail } = await refused(decide(by, scene, decision), 'same-person');
    expect(detail).toContain(told);
  }
  expect(await see(scene.person, scene.id)).toEqual(before);
}

describe('nobody decides what they prepared, whatever happened in between', () => {
  it('who recommended before it was sent back cannot decide when another has recommended anew', async () => {
    const scene = await stages.at('under-review');
    await recommend(ann, scene);
    await decide(staff.decision, scene, 'send-back');
    await waitFor(scene.person, scene.id, 'under-review');
    await recommend(bob, scene);
    await expectNoDecision(ann, scene, '由您审核');
    await expectNoDecision(bob, scene, '由您审核');
    expect(await decide(staff.decision, scene, 'approve')).toMatchObject({ state: 'in-publicity' });
  });

  it('nor who asked for a correction at review, nor recommends who sent it back', async () => {
    const scene = await stages.at('under-review');
    const { id, person } = scene;
    const asked = { version: await seenBy(ann, id), addressee: 'practitioner', items: correctionItems } as const;
    await ann.send(departmentEndpoints.requestCorrection, { params: { id }, body: asked });
    await waitFor(person, id, 'awaiting-correction');
    const answers = { version: (await see(person, id)).version, answers: ['已补正。', '已补正。'] };
    await person.send(practitionerEndpoints.answerCorrection, { params: { id }, body: answers });
    await waitFor(person, id, 'under-review');
    await recommend(staff.review, scene);
    await expectNoDecision(ann, scene, '补正');
    await decide(bob, scene, 'send-back');
    await waitFor(person, id, 'under-review');
    const { actions } = await bob.send(departmentEndpoints.getApplication, { params: { id } });
    expect(actions).toEqual(['extend-review']);
    await refused(recommend(bob, scene), 'same-person');
    await recommend(staff.review, scene);
    expect(await decide(bob, scene, 'reject')).toMatchObject({ state: 'rejected' });
  });

  it('a reviewer cannot uphold an objection to what they reviewed; the decider can', async () => {
    const scene = await stages.at('under-review');
    const { id } = scene;
    await recommend(ann, scene);
    await decide(staff.decision, scene, 'approve');
    await waitFor(scene.person, id, 'in-publicity');
    const body = { version: await seenBy(ann, id), reason: opinion };
    const uphold = (by: Party) => by.send(departmentEndpoints.upholdObjection, { params: { id }, body });
    await refused(uphold(ann), 'same-person');
    expect(await uphold(staff.decision)).toMatchObject({ state: 'rejected' });
  });
});

describe('an official cancellation', () => {
  it('is neither reviewed nor decided by whoever began it', async () => {
    const account = accounts.person();
    const person = await signInAs(cloud.target, account);
    await completeProfile(person);
    const validUntil = addDays(shanghaiDate(new Date()), 400);
    const taken = [{ account, profession: 'cost-2', company: stages.company.account, validUntil }] as const;
    const [number = ''] = await takeOver(staff.registrar, taken);
    const body = { ground: 'other-legal-ground', statement: '已依法撤销。' } as const;
    const { id } = await ann.send(departmentEndpoints.beginCancellation, { params: { number }, body });
    await answerHearing(person, id);
    await waitFor(person, id, 'under-review');
    const scene: Scene = { profession: 'cost-2', person, company: stages.company, staff, id };
    const view = await ann.send(departmentEndpoints.getApplication, { params: { id } });
    expect(view.actions).toEqual(['withdraw']);
    expect((await refused(recommend(ann, scene), 'same-person')).detail).toContain('由您发起');
    await recommend(staff.review, scene);
    await expectNoDecision(ann, scene, '由您发起');
    expect(await decide(staff.decision, scene, 'approve')).toMatchObject({ state: 'approved' });
  });
});

describe('nobody handles their own case', () => {
  it('a member of staff whose identity number is the applicant’s neither reads nor handles it', async () => {
    const scene = await stages.at('awaiting-acceptance');
    const { idNumber } = personBehind(scene.person);
    // Directories write numbers as they like.
    const self = await officer(
      'staff-self',
      ['acceptance', 'review', 'decision', 'registrar'],
      ` ${idNumber.toLowerCase()} `,
    );
    const { id } = scene;
    const before = await see(scene.person, id);
    const params = { id };
    const documentId = before.documents[0]?.id ?? '';
    const fileId = before.files[0]?.id ?? '';
    const { version } = before;
    const why = { params, body: { version, reason: opinion } };
    const items = correctionItems;
    const calls = [
      self.send(departmentEndpoints.getApplication, { params }),
      self.send(departmentEndpoints.downloadFile, { params: { id, fileId } }),
      self.send(departmentEndpoints.downloadDocument, { params: { id, documentId } }),
      self.send(departmentEndpoints.accept, { params, body: { version } }),
      self.send(departmentEndpoints.refuse, why),
      self.send(departmentEndpoints.requestCorrection, { params, body: { version, addressee: 'practitioner', items } }),
      self.send(departmentEndpoints.recommend, { params, body: { version, outcome: 'approve', opinion } }),
      self.send(departmentEndpoints.decide, { params, body: { version, decision: 'approve', opinion } }),
      self.send(departmentEndpoints.extendReview, why),
      self.send(departmentEndpoints.upholdObjection, why),
      self.send(departmentEndpoints.withdraw, why),
    ];
    const problems = await Promise.all(calls.map((call) => refused(call, 'own-case')));
    for (const { detail } of problems) expect(detail).toContain('本人');
    expect(await see(scene.person, id)).toEqual(before);
    const { actions } = await staff.acceptance.send(departmentEndpoints.getApplication, { params });
    expect(actions).toContain('accept');
  });

  it('nor begins the cancellation of their own registration, nor imports what is about them', async () => {
    const scene = await stages.at('awaiting-decision');
    await playOn('awaiting-decision', 'approved', scene);
    const { idNumber, name } = personBehind(scene.person);
    const self = await officer('staff-self', ['review', 'registrar'], idNumber);
    const { registrationNumber } = await see(scene.person, scene.id);
    const body = { ground: 'other-legal-ground', statement: opinion } as const;
    const params = { number: registrationNumber ?? '' };
    await refused(self.send(departmentEndpoints.beginCancellation, { params, body }), 'own-case');
    const { name: profession, specialties } = professions['cost-2'];
    const cells = {
      ...{ 姓名: name, 证件号码: idNumber, 职业: profession, 专业: specialties[0] },
      ...{ 资格证号: certificateNumberOf(scene.person.account, 'cost-2'), 取得日期: '2020-01-01', 取得省份: '江苏省' },
    };
    const report = await self.send(departmentEndpoints.importQualifications, { body: { rows: [{ line: 2, cells }] } });
    expect(report).toMatchObject({
      imported: 0,
      rejected: [{ line: 2, message: expect.stringContaining('本人') as string }],
    });
  });
});
