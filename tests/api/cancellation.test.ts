import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { importCast } from '../support/parties/cast.ts';
import { type Party, signInAs, until } from '../support/parties/party.ts';
import {
  answerHearing,
  begin,
  confirmAndSubmit,
  confirmAsEmployer,
  fillIn,
  see,
  uploadOwn,
  waitFor,
} from '../support/parties/play.ts';
import { declarationOf, scan } from '../support/parties/sample-files.ts';
import { groundEvidence } from '../support/parties/ground-evidence.ts';
import { refused } from '../support/parties/refusal.ts';
import { registrationOf, takeOver } from '../support/parties/register.ts';
import { accept, decide, playOn, prepareStages, recommend, type Scene, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const accounts = accountsOf(import.meta.filename);
let stages: Stages;
let company: Party;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
  company = stages.company;
});

async function registered(): Promise<{ person: Party; number: string }> {
  const account = accounts.person();
  const profession = 'cost-2';
  await importCast(cloud.target, [{ account, profession }]);
  const [number = ''] = await takeOver(stages.staff.registrar, [{ account, profession, company: company.account }]);
  return { person: await signInAs(cloud.target, account), number };
}

const sceneOf = (person: Party, id: string): Scene => ({
  profession: 'cost-2',
  person,
  company,
  staff: stages.staff,
  id,
});

async function decideOn(scene: Scene): Promise<void> {
  await waitFor(scene.person, scene.id, 'under-review');
  await recommend(scene);
  await waitFor(scene.person, scene.id, 'awaiting-decision');
  await decide(scene);
  await waitFor(scene.person, scene.id, 'approved');
}

const statement = '双方已于上月解除劳动合同。';

describe('a cancellation', () => {
  it('by the person ends the registration on the day of approval, with a decision in writing', async () => {
    const { person, number } = await registered();
    const id = await begin(person, 'cost-2', 'cancellation', number);
    expect((await see(person, id)).problems.map(({ field }) => field)).toEqual([
      'cancellation.ground',
      'cancellation.statement',
    ]);
    await fillIn(person, company, id, 'cost-2', new Date());
    const scene = sceneOf(person, id);
    await confirmAndSubmit(person, id);
    // One officer decides what the person alone wishes, within two working days.
    await waitFor(person, id, 'awaiting-decision');
    await decide(scene, 'approve', '本人自愿注销，准予注销。');
    await waitFor(person, id, 'approved');
    expect(await registrationOf(person, number)).toMatchObject({
      status: 'cancelled',
      cancelledOn: shanghaiDate(new Date()),
    });
    const kinds = await until('the decision in writing', async () => {
      const { documents } = await see(person, id);
      return documents.length === 3 ? documents.map(({ kind }) => kind).toSorted() : undefined;
    });
    expect(kinds).toEqual(['application-form', 'cancellation-notice', 'commitment-letter']);
  });

  it('by the employer is sealed by it, told to the person, and can be withdrawn by the employer alone', async () => {
    const { person, number } = await registered();
    const bare = { params: { number }, body: { ground: 'employment-ended', statement } } as const;
    const missing = await refused(company.send(employerEndpoints.beginCancellation, bare), 'rules-not-met');
    expect(missing.errors).toMatchObject([{ code: 'evidence-missing', field: 'files.ground-evidence' }]);
    const shownBy = await groundEvidence('employer', company, number);
    const input = { ...bare, body: { ...bare.body, evidence: shownBy } };
    const begun = await company.send(employerEndpoints.beginCancellation, input, 'key-1');
    expect(await company.send(employerEndpoints.beginCancellation, input, 'key-1')).toMatchObject({ id: begun.id });
    await refused(company.send(employerEndpoints.beginCancellation, input), 'already-exists');
    const late = { params: { number, folder: shownBy.folder }, body: declarationOf(await scan('补充.pdf', 1)) };
    await refused(company.send(employerEndpoints.declareGroundEvidence, late), 'not-in-this-state');
    const { id } = begun;
    await waitFor(person, id, 'awaiting-employer');
    const { version } = await see(person, id);
    const withdrawal = { params: { id }, body: { version, reason: null } };
    await refused(person.send(practitionerEndpoints.withdraw, withdrawal), 'wrong-party');
    await refused(
      company.send(employerEndpoints.return, { params: { id }, body: { version, reason: '有误' } }),
      'not-in-this-state',
    );
    await confirmAsEmployer(company, id, 'cost-2');
    // Nobody decides before the person was heard, and what they say is for the department alone.
    const asked = await waitFor(person, id, 'awaiting-statement');
    expect(asked.documents.map(({ kind }) => kind)).toContain('statement-notice');
    await until('the message', async () => {
      const { items } = await person.send(practitionerEndpoints.listMessages, {});
      return items.find(({ title }) => title === '请陈述申辩：聘用企业申请注销注册');
    });
    const evidence = await uploadOwn(person, id, 'statement-evidence', await scan('合同.pdf', 1));
    await refused(uploadOwn(person, id, 'contract', await scan('合同.pdf', 1)), 'invalid-request');
    await answerHearing(person, id, '劳动合同尚未解除。');
    await waitFor(person, id, 'awaiting-acceptance');
    const { staff } = stages;
    const shown = await staff.acceptance.send(departmentEndpoints.getApplication, { params: { id } });
    expect(shown.files.map(({ id: fileId }) => fileId)).toContain(shownBy.fileId);
    expect(asked.files.map(({ slot }) => slot)).toContain('ground-evidence');
    expect(shown.statement).toEqual({ answer: 'given', text: '劳动合同尚未解除。' });
    expect(shown.files.map(({ id: fileId }) => fileId)).toContain(evidence.id);
    const hidden = await company.send(employerEndpoints.getApplication, { params: { id } });
    expect(JSON.stringify(hidden)).not.toContain('尚未解除');
    expect(hidden.files.map(({ slot }) => slot)).not.toContain('statement-evidence');
    const file = { id, fileId: evidence.id };
    await refused(company.send(employerEndpoints.downloadFile, { params: file }), 'not-found');
    const after = await company.send(employerEndpoints.getApplication, { params: { id } });
    expect(after.actions).toContain('withdraw');
    expect(after.applicant.idNumber).toBe('');
    await company.send(employerEndpoints.withdraw, { params: { id }, body: { version: after.version, reason: null } });
    expect((await registrationOf(person, number)).status).toBe('valid');

    const anew = { ...bare, body: { ...bare.body, evidence: await groundEvidence('employer', company, number) } };
    const again = await company.send(employerEndpoints.beginCancellation, anew);
    await waitFor(person, again.id, 'awaiting-employer');
    await confirmAsEmployer(company, again.id, 'cost-2');
    const scene = sceneOf(person, again.id);
    await answerHearing(person, again.id);
    await waitFor(person, again.id, 'awaiting-acceptance');
    await accept(scene);
    await decideOn(scene);
    expect((await registrationOf(person, number)).status).toBe('cancelled');
  });

  it('by an employer is of its own people only, and on a ground that is the employer’s', async () => {
    const { number } = await registered();
    const stranger = await signInAs(cloud.target, accounts.company());
    const body = { ground: 'practice-ended', statement } as const;
    await refused(stranger.send(employerEndpoints.beginCancellation, { params: { number }, body }), 'not-found');
    const wrong = { ground: 'other-legal-ground', statement } as const;
    const call = company.send(employerEndpoints.beginCancellation, { params: { number }, body: wrong });
    expect((await refused(call, 'rules-not-met')).errors).toMatchObject([{ code: 'ground-missing' }]);
  });

  it('by the department has a legal ground and goes through review and decision by two others', async () => {
    const { person, number } = await registered();
    const { staff } = stages;
    const body = { ground: 'other-legal-ground', statement: '注册系以欺骗手段取得，已依法撤销。' } as const;
    await refused(
      staff.acceptance.send(departmentEndpoints.beginCancellation, { params: { number }, body }),
      'wrong-role',
    );
    const { id } = await staff.otherReview.send(departmentEndpoints.beginCancellation, { params: { number }, body });
    await answerHearing(person, id);
    const view = await waitFor(person, id, 'under-review');
    expect(view).toMatchObject({ initiator: 'department', draft: { cancellation: body } });
    expect(view.documents.map(({ kind }) => kind).toSorted()).toEqual(['application-form', 'statement-notice']);
    await decideOn(sceneOf(person, id));
    const found = await staff.registrar.send(departmentEndpoints.findRegistration, { query: { number } });
    expect(found.items).toMatchObject([{ status: 'cancelled' }]);
  });

  it('leaves nothing to amend: a renewal that is open meanwhile cannot be approved any more', async () => {
    const { person, number } = await registered();
    const id = await begin(person, 'cost-2', 'change-personal', number);
    const { version } = await see(person, id);
    await person.send(practitionerEndpoints.discardDraft, { params: { id }, body: { version } });
    const renamed = await signInAs(cloud.target, `${person.account}-renamed`);
    const changeId = await begin(renamed, 'cost-2', 'change-personal', number);
    await fillIn(renamed, company, changeId, 'cost-2', new Date());
    const change = sceneOf(renamed, changeId);
    await playOn('draft', 'under-review', change);
    await recommend(change);
    await waitFor(renamed, changeId, 'awaiting-decision');

    const body = { ground: 'other-legal-ground', statement: '经核实应当注销。' } as const;
    const { id: other } = await stages.staff.otherReview.send(departmentEndpoints.beginCancellation, {
      params: { number },
      body,
    });
    await answerHearing(renamed, other);
    await decideOn(sceneOf(person, other));
    expect((await refused(decide(change), 'rules-not-met')).detail).toContain('已被注销');
    expect((await see(renamed, changeId)).state).toBe('awaiting-decision');
    await decide(change, 'reject', '该注册已注销。');
    await waitFor(renamed, changeId, 'rejected');
  });
});
