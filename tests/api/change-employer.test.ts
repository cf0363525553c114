import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import type { ProfessionCode } from '../../domain/professions.ts';
import { type Accounts, accountsOf } from '../support/parties/accounts.ts';
import { importCast } from '../support/parties/cast.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { type Party, signInAs, until } from '../support/parties/party.ts';
import { begin, completeCompany, fillIn, noQualification, see, uploadOwn, waitFor } from '../support/parties/play.ts';
import { scan } from '../support/parties/sample-files.ts';
import { refused } from '../support/parties/refusal.ts';
import { registrationOf, takeOver } from '../support/parties/register.ts';
import {
  accept,
  answerCorrection,
  decide,
  playOn,
  prepareStages,
  recommend,
  requestCorrection,
  type Scene,
  type Stages,
  withdraw,
} from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const accounts: Accounts = accountsOf(import.meta.filename);
let stages: Stages;
let former: Party;
let company: Party;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
  company = stages.company;
  former = await signInAs(cloud.target, accounts.company());
});

interface Change extends Scene {
  readonly numbers: readonly string[];
}

/** A person registered with the former employer in some professions, whose change to the company is filled in under the first of them. */
async function changing(...professions: [ProfessionCode, ...ProfessionCode[]]): Promise<Change> {
  const account = accounts.person();
  const [profession] = professions;
  await importCast(
    cloud.target,
    professions.map((each) => ({ account, profession: each })),
  );
  const numbers = await takeOver(
    stages.staff.registrar,
    professions.map((each) => ({ account, profession: each, company: former.account })),
  );
  const person = await signInAs(cloud.target, account);
  const id = await begin(person, profession, 'change-employer', numbers[0]);
  await fillIn(person, company, id, profession, new Date());
  return { profession, person, company, staff: stages.staff, id, numbers };
}

async function answer(
  change: Change,
  kind: 'release' | 'object',
  reason = '双方尚有劳动争议未处理完毕。',
): Promise<void> {
  const { version } = await former.send(employerEndpoints.getApplication, { params: { id: change.id } });
  const params = { id: change.id };
  if (kind === 'release') await former.send(employerEndpoints.release, { params, body: { version } });
  else await former.send(employerEndpoints.object, { params, body: { version, reason } });
}

async function approve(change: Change): Promise<void> {
  await waitFor(change.person, change.id, 'awaiting-acceptance');
  await accept(change);
  await waitFor(change.person, change.id, 'under-review');
  await recommend(change);
  await waitFor(change.person, change.id, 'awaiting-decision');
  await decide(change);
  await waitFor(change.person, change.id, 'approved');
}

describe('a change of employer', () => {
  it('moves all valid registrations together after the release, keeps their expiry and makes a certificate of each', async () => {
    const change = await changing('cost-2', 'constructor-2');
    const before = await Promise.all(change.numbers.map((number) => registrationOf(change.person, number)));
    await playOn('draft', 'awaiting-release', change);
    expect((await see(change.person, change.id)).release).toMatchObject({ answer: 'asked' });
    await answer(change, 'release');
    await approve(change);
    const { name } = companyBehind(company);
    for (const { number, validUntil } of before) {
      const moved = await until('the certificate', async () => {
        const item = await registrationOf(change.person, number);
        return item.certificateReady ? item : undefined;
      });
      expect(moved).toMatchObject({ employerName: name, validUntil, status: 'valid', applicationId: change.id });
      const { url } = await change.person.send(practitionerEndpoints.downloadCertificate, { params: { number } });
      expect((await fetch(url)).headers.get('content-type')).toBe('application/pdf');
    }
    const left = await former.send(employerEndpoints.listRegistrations, {});
    expect(left.items.map(({ number }) => number)).not.toContain(change.numbers[0]);
    const { documents } = await see(change.person, change.id);
    expect(documents.filter(({ kind }) => kind === 'certificate')).toHaveLength(2);
  });

  it('shows the former employer who leaves for whom, nothing of the new contract, and no file', async () => {
    const change = await changing('cost-2');
    await playOn('draft', 'awaiting-employer', change);
    const params = { id: change.id };
    await refused(former.send(employerEndpoints.getApplication, { params }), 'not-found');
    await playOn('awaiting-employer', 'awaiting-release', change);
    const listed = await former.send(employerEndpoints.listWorkItems, {});
    expect(listed.items.find(({ applicationId }) => applicationId === change.id)).toMatchObject({
      title: '二级注册造价工程师变更注册（聘用企业）·待原企业确认',
    });
    const view = await former.send(employerEndpoints.getApplication, { params });
    expect(view.actions).toEqual(['release', 'object']);
    expect(view).toMatchObject({
      applicant: { name: personBehind(change.person).name, idNumber: '', mobile: null },
      draft: { employment: { employerName: companyBehind(company).name, contractEnd: null, position: null } },
      files: [],
      documents: [],
    });
    const own = await see(change.person, change.id);
    const [file] = own.files;
    const [document] = own.documents;
    const fileParams = { ...params, fileId: file?.id ?? '' };
    await refused(former.send(employerEndpoints.downloadFile, { params: fileParams }), 'not-found');
    const documentParams = { ...params, documentId: document?.id ?? '' };
    await refused(former.send(employerEndpoints.downloadDocument, { params: documentParams }), 'not-found');
    // The new employer cannot answer for the former one, nor the person.
    const { version } = own;
    await refused(company.send(employerEndpoints.release, { params, body: { version } }), 'wrong-party');
  });

  it('goes on with the objection that the department and the applicant see, but not the new employer', async () => {
    const change = await changing('structural-2');
    await playOn('draft', 'awaiting-release', change);
    const reason = '双方尚有劳动争议未处理完毕。';
    await answer(change, 'object', reason);
    await waitFor(change.person, change.id, 'awaiting-acceptance');
    const params = { id: change.id };
    const [staff, own, theirs] = await Promise.all([
      stages.staff.acceptance.send(departmentEndpoints.getApplication, { params }),
      see(change.person, change.id),
      company.send(employerEndpoints.getApplication, { params }),
    ]);
    expect([staff.release, own.release, theirs.release]).toMatchObject([
      { answer: 'objected', reason },
      { answer: 'objected', reason },
      { answer: 'objected', reason: null },
    ]);
    expect(JSON.stringify(theirs)).not.toContain(reason);
    await refused(
      former.send(employerEndpoints.release, { params, body: { version: own.version } }),
      'not-in-this-state',
    );
    const unproven = await refused(accept(change), 'rules-not-met');
    expect(unproven.errors).toMatchObject([{ code: 'release-proof-missing', field: 'files.release-proof' }]);
    const items = [{ field: 'files.release-proof', subject: '解除劳动合同证明', problem: '请上传。' }];
    await requestCorrection(change, 'acceptance', 'practitioner', { items });
    await waitFor(change.person, change.id, 'awaiting-correction');
    await uploadOwn(change.person, change.id, 'release-proof', await scan('解除劳动合同证明.pdf', 1));
    await answerCorrection(change);
    await waitFor(change.person, change.id, 'awaiting-acceptance');
    await approve(change);
    expect((await registrationOf(change.person, change.numbers[0] ?? '')).employerName).toBe(
      companyBehind(company).name,
    );
  });

  it('can be withdrawn while the former employer is asked, and leaves everything as it was', async () => {
    const change = await changing('architect-2');
    const [number = ''] = change.numbers;
    const before = await registrationOf(change.person, number);
    await playOn('draft', 'awaiting-release', change);
    await withdraw(change);
    expect(await registrationOf(change.person, number)).toEqual(before);
    const listed = await former.send(employerEndpoints.listWorkItems, {});
    expect(listed.items.map(({ applicationId }) => applicationId)).not.toContain(change.id);
    await until('the message', async () => {
      const { items } = await former.send(employerEndpoints.listMessages, {});
      return items.some((item) => item.applicationId === change.id && item.title === '申请人已撤回申请')
        ? true
        : undefined;
    });
  });

  it('keeps everything else from being applied for meanwhile, and is itself kept by what is open', async () => {
    const change = await changing('architect-2', 'constructor-2');
    const body = { profession: 'constructor-2', matter: 'addition' } as const;
    await refused(change.person.send(practitionerEndpoints.createApplication, { body }), 'already-exists');
    await change.person.send(practitionerEndpoints.discardDraft, {
      params: { id: change.id },
      body: { version: (await see(change.person, change.id)).version },
    });
    await change.person.send(practitionerEndpoints.createApplication, { body });
    const again = { profession: 'architect-2', matter: 'change-employer' } as const;
    await refused(change.person.send(practitionerEndpoints.createApplication, { body: again }), 'already-exists');
  });

  it('names another employer', async () => {
    const change = await changing('cost-2');
    await completeCompany(former);
    await fillIn(change.person, former, change.id, 'cost-2', new Date());
    const { problems } = await see(change.person, change.id);
    expect(problems.map(({ code }) => code)).toEqual(['same-employer']);
  });

  it('asks the new employer for its qualification and leaves none of the former one’s', async () => {
    const change = await changing('architect-2');
    const [number = ''] = change.numbers;
    await playOn('draft', 'awaiting-employer', change);
    const { confirmAsEmployer } = await import('../support/parties/play.ts');
    await confirmAsEmployer(company, change.id, 'architect-2', noQualification);
    await waitFor(change.person, change.id, 'awaiting-release');
    await answer(change, 'release');
    await approve(change);
    const owed = await company.send(employerEndpoints.listSupplements, {});
    expect(owed.items.map(({ applicationId }) => applicationId)).toContain(change.id);
    // The certificate changes the version of the case when it comes.
    await until('the certificate', async () =>
      (await registrationOf(change.person, number)).certificateReady ? true : undefined,
    );
    const { version } = await company.send(employerEndpoints.getApplication, { params: { id: change.id } });
    const qualification = { type: '工程设计行业资质', number: 'A132000001' } as const;
    const body = { version, qualification };
    await company.send(employerEndpoints.supplyQualification, { params: { id: change.id }, body });
    await until('the new certificate', async () => {
      const { timeline } = await see(change.person, change.id);
      const supplied = timeline.findIndex(({ action }) => action === 'supplement');
      return timeline.slice(supplied).some(({ action }) => action === 'reissue-certificate') ? true : undefined;
    });
    expect((await registrationOf(change.person, number)).certificateReady).toBe(true);
  });
});
