import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { companyBehind } from '../support/parties/expected.ts';
import { type Party, signInAs } from '../support/parties/party.ts';
import {
  completeCompany,
  confirmAndSubmit,
  sampleSupplement,
  see,
  uploadForCompany,
  uploadOwn,
  waitFor,
} from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import { scan } from '../support/parties/sample-files.ts';
import { playOn, prepareStages, returnToPractitioner, type Scene, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const accounts = accountsOf(import.meta.filename);
const secret = '该人员已被本公司解除劳动合同。';
let stages: Stages;
let other: Party;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
  other = await signInAs(cloud.target, accounts.company());
  await completeCompany(other);
});

async function nameEmployer({ person, id }: Scene, company: Party): Promise<void> {
  const { version, draft } = await see(person, id);
  const { name: employerName, creditCode: employerCreditCode } = companyBehind(company);
  const employment = { ...draft.employment, employerName, employerCreditCode };
  await person.send(practitionerEndpoints.saveDraft, { params: { id }, body: { version, draft: { ...draft, employment } } });
}

describe('after a return, another employer', () => {
  it('sees and uses nothing of the first one: no seal, no form, no reasons', async () => {
    const scene = await stages.at('awaiting-employer');
    const { person, company, id } = scene;
    const params = { id };
    const sealed = await uploadForCompany(company, id, 'sealed-form', await scan('甲公司盖章.pdf', 1));
    const [form] = (await see(person, id)).documents;
    await returnToPractitioner(scene, secret);
    await waitFor(person, id, 'returned');
    await nameEmployer(scene, other);
    await confirmAndSubmit(person, id);
    await waitFor(person, id, 'awaiting-employer');

    const seen = await other.send(employerEndpoints.getApplication, { params });
    expect(seen.files.map(({ slot }) => slot).sort()).toEqual(['contract', 'photo']);
    expect(seen.documents.map(({ id: documentId }) => documentId)).not.toContain(form?.id);
    expect(seen.documents).toHaveLength(2);
    expect(JSON.stringify(seen)).not.toContain(secret);
    expect(JSON.stringify(seen.timeline)).not.toContain(companyBehind(company).name);
    expect(seen.timeline.map(({ action }) => action)).toEqual(['submit', 'documents-ready']);
    await refused(other.send(employerEndpoints.downloadFile, { params: { id, fileId: sealed.id } }), 'not-found');
    await refused(other.send(employerEndpoints.getFile, { params: { id, fileId: sealed.id } }), 'not-found');
    const first = { params: { id, documentId: form?.id ?? '' } };
    await refused(other.send(employerEndpoints.downloadDocument, first), 'not-found');
    const body = { version: seen.version, sealedFormFileId: sealed.id, supplement: sampleSupplement('architect-2') };
    await refused(other.send(employerEndpoints.confirm, { params, body }), 'not-found');

    // And the first one has no part in it any more.
    await refused(company.send(employerEndpoints.getApplication, { params }), 'not-found');
    await refused(company.send(employerEndpoints.downloadFile, { params: { id, fileId: sealed.id } }), 'not-found');
    const { items } = await company.send(employerEndpoints.listApplications, {});
    expect(items.map((item) => item.id)).not.toContain(id);
    await playOn('awaiting-employer', 'awaiting-acceptance', { ...scene, company: other });
  });

  it('that confirms again after its own return puts its seal on the form as it is now', async () => {
    const scene = await stages.at('awaiting-employer');
    const { person, company, id } = scene;
    const params = { id };
    const sealed = await uploadForCompany(company, id, 'sealed-form', await scan('旧章.pdf', 1));
    await returnToPractitioner(scene, secret);
    await waitFor(person, id, 'returned');
    await confirmAndSubmit(person, id);
    await waitFor(person, id, 'awaiting-employer');
    const { version, timeline } = await company.send(employerEndpoints.getApplication, { params });
    expect(timeline.some(({ reason }) => reason === secret)).toBe(true);
    const body = { version, sealedFormFileId: sealed.id, supplement: sampleSupplement('architect-2') };
    await refused(company.send(employerEndpoints.confirm, { params, body }), 'file-not-ready');
  });
});

describe('what is not sent yet', () => {
  it('is seen by the applicant alone', async () => {
    const scene = await stages.at('returned');
    const { person, company, staff, id } = scene;
    const params = { id };
    await nameEmployer(scene, other);
    const contract = await uploadOwn(person, id, 'contract', await scan('未提交的合同.pdf', 1));
    const first = companyBehind(company).name;
    const views = [
      await company.send(employerEndpoints.getApplication, { params }),
      await staff.acceptance.send(departmentEndpoints.getApplication, { params }),
    ];
    for (const view of views) {
      expect([view.employerName, view.draft.employment.employerName]).toEqual([first, first]);
      expect(view.files.map((file) => file.id)).not.toContain(contract.id);
    }
    const { items } = await company.send(employerEndpoints.listApplications, {});
    expect(items.find((item) => item.id === id)?.employerName).toBe(first);
    const file = { params: { id, fileId: contract.id } };
    await refused(company.send(employerEndpoints.downloadFile, file), 'not-found');
    await refused(staff.acceptance.send(departmentEndpoints.downloadFile, file), 'not-found');
    await refused(other.send(employerEndpoints.getApplication, { params }), 'not-found');
    expect((await see(person, id)).draft.employment.employerName).toBe(companyBehind(other).name);
  });
});
