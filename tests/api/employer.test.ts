import { beforeAll, describe, expect, it } from 'vitest';
import { employerEndpoints as endpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { maskIdentityNumber } from '../../domain/identifiers.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { download, downloadPdf } from '../support/cloud/download.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { groundEvidence } from '../support/parties/ground-evidence.ts';
import { refused } from '../support/parties/refusal.ts';
import { type Party, signInAs, until } from '../support/parties/party.ts';
import {
  begin,
  completeCompany,
  fillIn,
  sampleCompany,
  sampleSupplement,
  see,
  uploadForCompany,
  waitFor,
} from '../support/parties/play.ts';
import { recorded } from '../support/cloud/recorded.ts';
import { declarationOf, scan } from '../support/parties/sample-files.ts';
import { beginChange, changeGround, formerly, submitChange, takeOverWith } from '../support/parties/company-change.ts';
import { takeOver } from '../support/parties/register.ts';
import {
  correctionReplies,
  playOn,
  prepareStages,
  requestCorrection,
  type Scene,
  type Stages,
} from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { oweQualification } from '../support/parties/supplement.ts';

const spare = accountsOf(import.meta.filename);
const answered = new Set<object>();
let newCompany: Party;
let company: Party;
let waiting: Scene;
let other: Scene;
let correction: Scene;
let registered: Scene;
let owing: Party;
let owed: string;
let stages: Stages;
let cancelling: string | undefined;

beforeAll(async () => {
  const accounts = spare;
  stages = await prepareStages(cloud.target, accounts, answered);
  company = stages.company;
  newCompany = recorded(await signInAs(cloud.target, accounts.company()), answered);
  [waiting, other, correction, registered] = await Promise.all([
    stages.at('awaiting-employer', 'structural-2'),
    stages.at('awaiting-employer', 'constructor-2'),
    stages.at('under-review'),
    stages.at('approved', 'cost-2'),
  ]);
  owing = recorded(await signInAs(cloud.target, accounts.company()), answered);
  await completeCompany(owing);
  owed = await oweQualification(await stages.qualified(), owing);
  await requestCorrection(correction, 'review', 'employer');
  await waitFor(correction.person, correction.id, 'awaiting-correction');
});

let evidence: { number: string; folder: string; fileId: string };

const happyPaths = {
  getCompany: async () => {
    const { name, creditCode, representative } = companyBehind(newCompany);
    expect(await newCompany.send(endpoints.getCompany, {})).toEqual({
      ...{ name, creditCode, representative, division: null, address: null, contactName: null, contactMobile: null },
      contactEmail: null,
      mailReturn: null,
      qualifications: [],
      missing: ['所属地区', '办公地址', '联系人', '联系人手机'],
      version: 0,
    });
  },
  changeCompany: async () => {
    const qualifications = [...sampleCompany.qualifications, { type: '建筑业企业资质', number: 'D232000001' } as const];
    const body = { version: 0, ...sampleCompany, qualifications };
    const saved = await newCompany.send(endpoints.changeCompany, { body });
    expect(saved).toMatchObject({ ...sampleCompany, qualifications, missing: [], version: 1 });
    expect(await newCompany.send(endpoints.getCompany, {})).toEqual(saved);
  },
  listWorkItems: async () => {
    const { items, cursor } = await company.send(endpoints.listWorkItems, {});
    expect(cursor).toBeNull();
    expect(items.map(({ applicationId }) => applicationId).toSorted()).toEqual(
      [waiting.id, other.id, correction.id].toSorted(),
    );
    const item = items.find(({ applicationId }) => applicationId === waiting.id);
    const { number, dueAt } = await see(waiting.person, waiting.id);
    expect(item).toMatchObject({
      number,
      dueAt,
      title: '二级注册结构工程师初始注册·待企业确认',
      applicantName: personBehind(waiting.person).name,
      employerName: companyBehind(company).name,
    });
    // Soonest due first.
    expect(items.map((entry) => entry.dueAt)).toEqual(items.map((entry) => entry.dueAt).toSorted());
    expect(await newCompany.send(endpoints.listWorkItems, {})).toEqual({ items: [], cursor: null });
  },
  listApplications: async () => {
    const { items } = await company.send(endpoints.listApplications, {});
    const states = new Map(items.map(({ id, state }) => [id, state]));
    expect(states).toEqual(
      new Map([
        [waiting.id, 'awaiting-employer'],
        [other.id, 'awaiting-employer'],
        [correction.id, 'awaiting-correction'],
        [registered.id, 'approved'],
      ]),
    );
    expect(JSON.stringify(items)).not.toContain(personBehind(waiting.person).idNumber);
  },
  getApplication: async () => {
    const view = await company.send(endpoints.getApplication, { params: { id: waiting.id } });
    const { name, idNumber } = personBehind(waiting.person);
    expect(view.applicant).toMatchObject({ name, idNumber: maskIdentityNumber(idNumber) });
    expect(JSON.stringify(view)).not.toContain(idNumber);
    expect(view).toMatchObject({ state: 'awaiting-employer', actions: ['confirm', 'return'], recommendation: null });
    expect(view.files.map(({ slot }) => slot).toSorted()).toEqual(['contract', 'photo']);
  },
  declareFile: async () => {
    const body = { slot: 'sealed-form', ...declarationOf(await scan('盖章申请表.pdf', 1)) } as const;
    const ticket = await company.send(endpoints.declareFile, { params: { id: waiting.id }, body });
    expect(ticket).toMatchObject({ method: 'PUT', headers: { 'content-type': 'application/pdf' } });
  },
  getFile: async () => {
    const sealed = await uploadForCompany(company, waiting.id, 'sealed-form', await scan('盖章申请表.pdf', 1));
    expect(sealed).toMatchObject({ slot: 'sealed-form', name: '盖章申请表.pdf', status: 'ready', message: null });
  },
  downloadFile: async () => {
    const { files } = await company.send(endpoints.getApplication, { params: { id: waiting.id } });
    for (const { id: fileId, type } of files.filter(({ status }) => status === 'ready')) {
      const { url } = await company.send(endpoints.downloadFile, { params: { id: waiting.id, fileId } });
      expect((await download(url)).type).toBe(type);
    }
  },
  downloadDocument: async () => {
    const { documents } = await company.send(endpoints.getApplication, { params: { id: waiting.id } });
    const form = documents.find(({ kind }) => kind === 'application-form');
    const params = { id: waiting.id, documentId: form?.id ?? '' };
    await downloadPdf((await company.send(endpoints.downloadDocument, { params })).url);
  },
  confirm: async () => {
    const params = { id: waiting.id };
    const { version, files } = await company.send(endpoints.getApplication, { params });
    const sealed = files.find(({ slot, status }) => slot === 'sealed-form' && status === 'ready');
    const supplement = sampleSupplement('structural-2');
    const body = { version, sealedFormFileId: sealed?.id ?? '', supplement };
    const result = await company.send(endpoints.confirm, { params, body });
    expect(result).toMatchObject({ state: 'awaiting-acceptance', version: version + 1 });
    // Now the department and the applicant see the sealed form and the supplement too.
    const view = await see(waiting.person, waiting.id);
    expect(view.supplement).toEqual(supplement);
    expect(view.files.map(({ id }) => id)).toContain(sealed?.id);
    expect(view.timeline.at(-1)).toMatchObject({ action: 'confirm', actor: companyBehind(company).name });
  },
  // More of it: tests/api/employers.test.ts.
  correctEmployer: async () => {
    const params = { id: other.id };
    const { version } = await company.send(endpoints.getApplication, { params });
    await refused(company.send(endpoints.correctEmployer, { params, body: { version } }), 'not-in-this-state');
    const misnamed = await stages.at('draft');
    const { id, person } = misnamed;
    const { version: seen, draft } = await see(person, id);
    const employment = { ...draft.employment, employerName: '误写的企业名称' };
    const body = { version: seen, draft: { ...draft, employment } };
    await person.send(practitionerEndpoints.saveDraft, { params: { id }, body });
    const waits = await playOn('draft', 'awaiting-employer', misnamed);
    const sent = { params: { id }, body: { version: waits.version } };
    expect(await company.send(endpoints.correctEmployer, sent)).toMatchObject({ state: 'returned' });
  },
  // More of it: tests/api/company-change.test.ts.
  getCompanyChange: async () => {
    const own = await newCompany.send(endpoints.getCompanyChange, {});
    expect(own).toEqual({ name: companyBehind(newCompany).name, formerNames: [], concerned: 0, change: null });
  },
  beginCompanyChange: async () => {
    const begin = () => newCompany.send(endpoints.beginCompanyChange, { body: { ground: changeGround } });
    const { errors } = await refused(begin(), 'rules-not-met');
    expect(errors[0]).toMatchObject({ code: 'company-name-unchanged' });
    await takeOverWith(stages.staff.registrar, formerly(newCompany), [spare.person()]);
    expect(await begin()).toMatchObject({ state: 'draft', version: 1 });
    await refused(begin(), 'already-exists');
  },
  submitCompanyChange: async () => {
    await takeOverWith(stages.staff.registrar, formerly(newCompany), [spare.person()]);
    expect(await submitChange(newCompany)).toMatchObject({ state: 'under-review', version: 2 });
    const { change } = await newCompany.send(endpoints.getCompanyChange, {});
    expect(change).toMatchObject({ state: 'under-review', ground: changeGround, actions: ['withdraw'] });
  },
  withdrawCompanyChange: async () => {
    await takeOverWith(stages.staff.registrar, formerly(newCompany), [spare.person()]);
    const { id, version } = await beginChange(newCompany);
    const params = { id };
    const result = await newCompany.send(endpoints.withdrawCompanyChange, { params, body: { version } });
    expect(result).toMatchObject({ state: 'withdrawn' });
  },
  return: async () => {
    const params = { id: other.id };
    const { version } = await company.send(endpoints.getApplication, { params });
    const body = { version, reason: '合同结束日期有误。\n请核对后重新提交。' };
    const result = await company.send(endpoints.return, { params, body });
    expect(result).toMatchObject({ state: 'returned', version: version + 1 });
    const view = await waitFor(other.person, other.id, 'returned');
    expect(view.timeline.at(-1)).toMatchObject({ action: 'return', reason: body.reason });
    expect(view.actions).toEqual(['submit', 'withdraw']);
  },
  answerCorrection: async () => {
    const params = { id: correction.id };
    const { version, actions } = await company.send(endpoints.getApplication, { params });
    expect(actions).toEqual(['answer-correction']);
    const sealed = await uploadForCompany(company, correction.id, 'sealed-form', await scan('重新盖章.pdf', 2));
    const body = { version, answers: correctionReplies };
    const result = await company.send(endpoints.answerCorrection, { params, body });
    expect(result).toMatchObject({ state: 'under-review', version: version + 1 });
    const view = await company.send(endpoints.getApplication, { params });
    expect(view.files.find(({ slot }) => slot === 'sealed-form')?.id).toBe(sealed.id);
  },
  listSupplements: async () => {
    const { items, cursor } = await owing.send(endpoints.listSupplements, {});
    expect(cursor).toBeNull();
    expect(items).toMatchObject([{ applicationId: owed, profession: 'architect-2', matter: 'initial' }]);
    expect((await company.send(endpoints.listSupplements, {})).items).toEqual([]);
  },
  supplyQualification: async () => {
    const params = { id: owed };
    const { version, owesQualification } = await owing.send(endpoints.getApplication, { params });
    expect(owesQualification).toBe(true);
    const body = { version, qualification: sampleCompany.qualifications[0] };
    expect(await owing.send(endpoints.supplyQualification, { params, body })).toMatchObject({ version: version + 1 });
    expect((await owing.send(endpoints.listSupplements, {})).items).toEqual([]);
  },
  release: async () => {
    const { id, former } = await leaving();
    const { version } = await former.send(endpoints.getApplication, { params: { id } });
    const after = await former.send(endpoints.release, { params: { id }, body: { version } });
    expect(after.state).toBe('awaiting-acceptance');
  },
  object: async () => {
    const { id, former } = await leaving();
    const { version } = await former.send(endpoints.getApplication, { params: { id } });
    const body = { version, reason: '工作尚未交接。' };
    expect((await former.send(endpoints.object, { params: { id }, body })).state).toBe('awaiting-acceptance');
  },
  declareGroundEvidence: async () => {
    const { params } = await cancellationOf(registered);
    evidence = { ...params, ...(await groundEvidence('employer', company, params.number)) };
  },
  getGroundEvidence: async () => {
    expect(await company.send(endpoints.getGroundEvidence, { params: evidence })).toMatchObject({
      slot: 'ground-evidence',
      status: 'ready',
    });
    await refused(owing.send(endpoints.getGroundEvidence, { params: evidence }), 'not-found');
  },
  beginCancellation: async () => {
    cancelling = (await company.send(endpoints.beginCancellation, await cancellationOf(registered))).id;
    await waitFor(registered.person, cancelling, 'awaiting-employer');
  },
  withdraw: async () => {
    cancelling ??= (await company.send(endpoints.beginCancellation, await cancellationOf(registered))).id;
    const params = { id: cancelling };
    const { version } = await company.send(endpoints.getApplication, { params });
    const after = await company.send(endpoints.withdraw, { params, body: { version, reason: null } });
    expect(after.state).toBe('withdrawn');
  },
  listRegistrations: async () => {
    const item = await until('the registration', async () => {
      const { items } = await company.send(endpoints.listRegistrations, {});
      expect(items.length).toBeLessThanOrEqual(1);
      return items.find(({ certificateReady }) => certificateReady);
    });
    expect(item).toMatchObject({ holderName: personBehind(registered.person).name, status: 'valid' });
  },
  listStaff: async () => {
    const { name } = personBehind(registered.person);
    const found = await until('the person in the list', async () => {
      const { items } = await company.send(endpoints.listStaff, { query: { text: name, standing: 'true' } });
      return items[0];
    });
    expect(found).toMatchObject({ holderName: name, status: 'valid' });
    const query = { month: found.validUntil.slice(0, 7), profession: found.profession } as const;
    expect((await company.send(endpoints.listStaff, { query })).items).toHaveLength(1);
    expect((await company.send(endpoints.listStaff, { query: { soon: 'true' } })).items).toEqual([]);
  },
  judgeCancellations: async () => {
    const { items: all } = await company.send(endpoints.listRegistrations, {});
    const [{ number } = { number: '' }] = all;
    const query = { ground: 'employment-ended', numbers: `${number},苏2320239999999` } as const;
    expect((await company.send(endpoints.judgeCancellations, { query })).items).toEqual([
      { number, holderName: personBehind(registered.person).name, reason: null },
      { number: '苏2320239999999', holderName: null, reason: expect.stringContaining('没有这项注册') as string },
    ]);
  },
  listMessages: async () => {
    const titles = await until('all messages', async () => {
      const { items } = await company.send(endpoints.listMessages, {});
      const own = items.filter(({ applicationId }) => applicationId === registered.id);
      return own.length >= 4 ? own.map(({ title }) => title) : undefined;
    });
    expect(titles).toEqual(['公示期满，准予注册', '审批通过，开始公示', '申请已受理', '有一项注册申请待确认']);
  },
  countUnread: async () => {
    const { unread } = await owing.send(endpoints.countUnread, {});
    const { items } = await owing.send(endpoints.listMessages, {});
    expect(unread).toBe(items.filter(({ read }) => !read).length);
  },
  markMessageRead: async () => {
    const { items } = await company.send(endpoints.listMessages, {});
    const params = { id: items[0]?.id ?? '' };
    expect(await company.send(endpoints.markMessageRead, { params })).toEqual(params);
    const after = await company.send(endpoints.listMessages, {});
    expect(after.items.filter(({ read }) => read).map(({ id }) => id)).toEqual([params.id]);
  },
  markMessagesRead: async () => {
    const { items } = await company.send(endpoints.listMessages, {});
    // Messages of one title are told apart by whom and what they concern.
    const name = personBehind(registered.person).name;
    expect(items.some(({ about }) => about?.startsWith(`${name} · 二级注册`))).toBe(true);
    const [{ id } = { id: '' }] = items;
    expect(await company.send(endpoints.markMessagesRead, { body: { upTo: id } })).toEqual({ left: false });
    const after = await company.send(endpoints.listMessages, {});
    expect(after.items.filter(({ id: other, read }) => other <= id && !read)).toEqual([]);
  },
} satisfies Record<keyof typeof endpoints, () => Promise<void>>;

/** A change of employer to the file's company that waits for the former employer. */
async function leaving(): Promise<{ id: string; former: Party }> {
  const profession = 'cost-2';
  const person = await stages.qualified(profession);
  const former = newCompany;
  const row = { account: person.account, profession, company: former.account } as const;
  const [number] = await takeOver(stages.staff.registrar, [row]);
  const id = await begin(person, profession, 'change-employer', number);
  await fillIn(person, company, id, profession, new Date());
  await playOn('draft', 'awaiting-release', { profession, person, company, staff: stages.staff, id });
  return { id, former };
}

async function cancellationOf({ person, id }: Scene) {
  const { registrationNumber } = await see(person, id);
  const body = { ground: 'practice-ended', statement: '已不从事该专业。' } as const;
  return { params: { number: registrationNumber ?? '' }, body };
}

describe('the API of employers answers', () => {
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
