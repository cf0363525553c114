import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints as endpoints } from '../../api/practitioner.ts';
import { professions } from '../../domain/professions.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { downloadPdf } from '../support/cloud/download.ts';
import {
  beginEntry,
  fillInEntry,
  foreignCertificate,
  sampleEntry,
  saveEntry,
  uploadCertificate,
} from '../support/parties/entry.ts';
import { personBehind } from '../support/parties/expected.ts';
import { type Party, signInAs, until } from '../support/parties/party.ts';
import { begin, completeProfile, confirmAndSubmit, fillIn, see, uploadOwn, waitFor } from '../support/parties/play.ts';
import { ask, expectProblem, refused } from '../support/parties/refusal.ts';
import { importHours } from '../support/parties/register.ts';
import { scan } from '../support/parties/sample-files.ts';
import {
  accept,
  answerCorrection,
  correctionItems,
  decide,
  prepareStages,
  recommend,
  refuse,
  requestCorrection,
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

/** A newcomer with a complete profile and no qualification. */
async function newcomer(): Promise<Party> {
  const person = await signInAs(cloud.target, accounts.person());
  await completeProfile(person);
  return person;
}

/** A newcomer's entry as a complete draft, of the newcomer's own certificate unless another number is given. */
async function filledIn(certificate?: string): Promise<Scene> {
  const person = await newcomer();
  const id = await beginEntry(person);
  await fillInEntry(person, id, sampleEntry(certificate ?? foreignCertificate(person.account)));
  return { profession: 'architect-2', person, company: stages.company, staff: stages.staff, id };
}

/** A newcomer's entry that waits for acceptance. */
async function submitted(certificate?: string): Promise<Scene> {
  const scene = await filledIn(certificate);
  await confirmAndSubmit(scene.person, scene.id);
  await waitFor(scene.person, scene.id, 'awaiting-acceptance');
  return scene;
}

const problemsOf = async ({ person, id }: Pick<Scene, 'person' | 'id'>) => (await see(person, id)).problems;
const codesOf = async (scene: Pick<Scene, 'person' | 'id'>) => (await problemsOf(scene)).map(({ code }) => code);
const certificateOf = ({ person }: Scene) => foreignCertificate(person.account);

describe('an out-of-province entry', () => {
  it('passes by the employer and publicity, grants a qualification, and an initial registration rests on it', async () => {
    const scene = await submitted();
    const { person, id, company } = scene;
    const view = await see(person, id);
    expect(view.documents.map(({ title }) => title)).toEqual(['省外资格信息录入申请表', '承诺书']);
    expect(view).toMatchObject({ employerName: null, qualification: { province: '浙江省', obtainedOn: '2019-12-20' } });
    expect((await person.send(endpoints.listQualifications, {})).entries).toMatchObject([
      { id, state: 'awaiting-acceptance', profession: 'architect-2', matter: 'out-of-province-entry' },
    ]);
    // Until it is approved nothing can be applied for on it.
    const body = { profession: 'architect-2', matter: 'initial' } as const;
    await refused(person.send(endpoints.createApplication, { body }), 'already-exists');
    expect((await person.send(endpoints.listQualifications, {})).items).toEqual([]);

    await accept(scene);
    await waitFor(person, id, 'under-review');
    await recommend(scene);
    await waitFor(person, id, 'awaiting-decision');
    await decide(scene);
    const approved = await see(person, id);
    expect(approved).toMatchObject({ state: 'approved', registrationNumber: null, actions: [] });
    expect(approved.timeline.at(-1)).toMatchObject({ action: 'approve', title: '准予录入' });
    const { items, entries } = await person.send(endpoints.listQualifications, {});
    expect(entries).toEqual([]);
    expect(items).toMatchObject([
      {
        profession: 'architect-2',
        certificateNumber: certificateOf(scene),
        province: '浙江省',
        source: 'out-of-province',
      },
    ]);
    expect((await person.send(endpoints.listRegistrations, {})).items).toEqual([]);
    const message = await until('message of the approval', async () => {
      const inbox = await person.send(endpoints.listMessages, {});
      return inbox.items.find(({ title }) => title === '准予录入');
    });
    expect(message.text).toContain('“我的资格”');
    expect((await see(person, id)).documents.map(({ kind }) => kind)).not.toContain('certificate');

    const initial = await begin(person, 'architect-2');
    await fillIn(person, company, initial, 'architect-2', new Date());
    // The qualification is older than a first registration may be without hours, and they count whoever granted it.
    expect(await codesOf({ person, id: initial })).toEqual(['education-hours-missing']);
    await importHours(stages.staff.registrar, [{ account: person.account, profession: 'architect-2' }]);
    expect(await codesOf({ person, id: initial })).toEqual([]);
    await confirmAndSubmit(person, initial);
    await waitFor(person, initial, 'awaiting-employer');
  });

  it('cannot be withdrawn or entered again once it is approved', async () => {
    const scene = await submitted();
    const { person, id } = scene;
    await accept(scene);
    await waitFor(person, id, 'under-review');
    await recommend(scene);
    await waitFor(person, id, 'awaiting-decision');
    await decide(scene);
    await refused(withdraw(scene), 'not-in-this-state');
    const again = await beginEntry(person);
    await fillInEntry(person, again, sampleEntry(certificateOf(scene)));
    expect(await codesOf({ person, id: again })).toEqual(['certificate-taken']);
  });

  it('is refused while the profile is incomplete, and for professions that have none', async () => {
    const person = await signInAs(cloud.target, accounts.person());
    const body = { profession: 'architect-2', matter: 'out-of-province-entry' } as const;
    const incomplete = await refused(person.send(endpoints.createApplication, { body }), 'rules-not-met');
    expect(incomplete.detail).toContain('【去更新】');
    await completeProfile(person);
    for (const profession of ['constructor-2', 'cost-2'] as const) {
      const call = person.send(endpoints.createApplication, { body: { profession, matter: 'out-of-province-entry' } });
      const { detail } = await refused(call, 'rules-not-met');
      expect(detail).toContain(professions[profession].name);
    }
  });

  it('says which fields and files are missing, and refuses the submission', async () => {
    const person = await newcomer();
    const id = await beginEntry(person, 'structural-2');
    const fields = ['examinationProvince', 'certificateNumber', 'passedYear', 'issuedOn', 'issuer', 'registeredBefore'];
    expect((await problemsOf({ person, id })).map(({ field }) => field)).toEqual([
      ...fields.map((field) => `entry.${field}`),
      'files.qualification-certificate',
    ]);
    await saveEntry(person, id, { ...sampleEntry(foreignCertificate(person.account)), priorRegistration: null });
    expect(await codesOf({ person, id })).toEqual([...Array<string>(5).fill('field-missing'), 'material-missing']);
    const { version } = await see(person, id);
    const { digest } = await person.send(endpoints.getForm, { params: { id } });
    const body = { version, formDigest: digest, confirmed: true } as const;
    await refused(person.send(endpoints.submit, { params: { id }, body }), 'rules-not-met');
  });

  it('keeps no original registration of somebody who was not registered', async () => {
    const { person, id } = await filledIn();
    await saveEntry(person, id, { ...sampleEntry(foreignCertificate(person.account)), registeredBefore: false });
    expect((await see(person, id)).draft.entry).toMatchObject({ registeredBefore: false, priorRegistration: null });
    const { form } = await person.send(endpoints.getForm, { params: { id } });
    expect(form.title).toBe('二级注册建筑师省外资格信息录入申请表');
    expect(form.sections).toHaveLength(2);
  });

  it('takes the scan of the certificate and no other file', async () => {
    const person = await newcomer();
    const id = await beginEntry(person);
    const ready = await uploadCertificate(person, id);
    expect(ready.status).toBe('ready');
    await refused(uploadOwn(person, id, 'contract', await scan('劳动合同.pdf')), 'invalid-request');
    const initial = await stages.at('draft');
    const foreign = uploadOwn(initial.person, initial.id, 'qualification-certificate', await scan('资格证书.pdf'));
    await refused(foreign, 'invalid-request');
  });

  it('refuses what was not read, an unknown province and a year that is none', async () => {
    const { person, id } = await filledIn();
    const { digest } = await person.send(endpoints.getForm, { params: { id } });
    await saveEntry(person, id, { ...sampleEntry(foreignCertificate(person.account)), passedYear: 2018 });
    const { version, draft } = await see(person, id);
    const submit = { version, formDigest: digest, confirmed: true } as const;
    await refused(person.send(endpoints.submit, { params: { id }, body: submit }), 'form-changed');
    const wrong = [{ examinationProvince: '浙江' }, { passedYear: '2018' }, { passedYear: 20.5 }, { surprise: 1 }];
    for (const change of wrong) {
      const body = { version, draft: { ...draft, entry: { ...draft.entry, ...change } } };
      const answer = await ask(endpoints.saveDraft, { token: person.accessToken, params: { id }, body });
      expectProblem(answer, 'invalid-request');
    }
  });
});

describe('a certificate', () => {
  it('that somebody else has entered is accepted, until one of the entries is approved', async () => {
    const first = await submitted();
    const second = await submitted(certificateOf(first).toLowerCase());
    await accept(second);
    await waitFor(second.person, second.id, 'under-review');
    await recommend(second);
    await waitFor(second.person, second.id, 'awaiting-decision');
    await decide(second);
    await waitFor(second.person, second.id, 'approved');
    const [problem] = await problemsOf(await filledIn(certificateOf(first)));
    expect(problem).toMatchObject({ code: 'certificate-taken', field: 'entry.certificateNumber' });
  });

  it.each(['not-accepted', 'rejected'] as const)('of an entry that is %s can be entered again', async (end) => {
    const scene = await submitted();
    const { person, id } = scene;
    if (end === 'not-accepted') await refuse(scene, '不属于本机关职权范围。');
    else {
      await accept(scene);
      await waitFor(person, id, 'under-review');
      await recommend(scene, 'reject', '资格证书与发证机关的记录不符。');
      await waitFor(person, id, 'awaiting-decision');
      await decide(scene, 'reject', '资格证书与发证机关的记录不符。');
    }
    const title = end === 'rejected' ? '不予录入决定书' : '不予受理通知书';
    const notice = await until('notice', async () =>
      (await see(person, id)).documents.find((one) => one.title === title),
    );
    await downloadPdf((await person.send(endpoints.downloadDocument, { params: { id, documentId: notice.id } })).url);
    const again = await beginEntry(person);
    await fillInEntry(person, again, sampleEntry(certificateOf(scene)));
    expect(await codesOf({ person, id: again })).toEqual([]);
  });

  it('in the provincial list is refused to everybody, its holder included', async () => {
    const person = await newcomer();
    const { name, idNumber } = personBehind(person);
    const certificate = `LB${foreignCertificate(person.account)}`;
    const cells = {
      ...{ 姓名: name, 证件号码: idNumber, 职业: '二级注册建筑师', 资格证号: certificate, 专业: '' },
      ...{ 取得日期: '2019-12-20', 取得省份: '江苏省' },
    };
    const body = { rows: [{ line: 2, cells }] };
    await stages.staff.registrar.send(departmentEndpoints.importQualifications, { body });
    const id = await beginEntry(person);
    await fillInEntry(person, id, sampleEntry(certificate));
    expect(await codesOf({ person, id })).toEqual(['certificate-taken']);
    expect(await codesOf(await filledIn(certificate))).toEqual(['certificate-taken']);
  });

  it('is exchanged when a correction changes its number', async () => {
    const scene = await submitted();
    const { person, id } = scene;
    const items = ['entry.certificateNumber', 'entry.priorRegistration.number'].map((field) => ({
      ...{ field, subject: '编号', problem: '与证书不一致。' },
    }));
    await requestCorrection(scene, 'acceptance', 'practitioner', { items });
    await waitFor(person, id, 'awaiting-correction');
    const corrected = `${certificateOf(scene)}X`;
    await saveEntry(person, id, sampleEntry(corrected));
    await answerCorrection(scene);
    const view = await waitFor(person, id, 'awaiting-acceptance');
    expect(view.qualification?.certificateNumber).toBe(corrected);
    expect(await codesOf(await filledIn(certificateOf(scene)))).toEqual([]);
    const [check] = (await stages.staff.acceptance.send(departmentEndpoints.getApplication, { params: { id } })).checks;
    expect(check).toMatchObject({ code: 'certificate', passed: true });
  });
});

describe('an entry of somebody else', () => {
  it('is seen by its applicant and the department, by no company and no other person', async () => {
    const scene = await submitted();
    const params = { id: scene.id };
    const [other] = await Promise.all([newcomer()]);
    await refused(other.send(endpoints.getApplication, { params }), 'not-found');
    await refused(scene.company.send(employerEndpoints.getApplication, { params }), 'not-found');
    const wrongParty = await ask(endpoints.getApplication, { token: scene.company.accessToken, params });
    expectProblem(wrongParty, 'wrong-party');
    const seen = await stages.staff.acceptance.send(departmentEndpoints.getApplication, { params });
    expect(seen.applicant.idNumber).toContain('*');
    expect(seen.files.map(({ slot }) => slot)).toEqual(['qualification-certificate']);
  });

  it('is not corrected by an employer, since it has none', async () => {
    const { staff, id, person } = await submitted();
    const { version } = await see(person, id);
    const body = { version, addressee: 'employer', items: correctionItems } as const;
    const call = staff.acceptance.send(departmentEndpoints.requestCorrection, { params: { id }, body });
    await refused(call, 'invalid-request');
  });
});
