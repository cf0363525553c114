import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints as endpoints } from '../../api/practitioner.ts';
import { photoSize } from '../../domain/file-slots.ts';
import { maskIdentityNumber, parseResidentIdentityNumber } from '../../domain/identifiers.ts';
import { groupedCode } from '../../domain/verification-code.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { download, downloadPdf } from '../support/cloud/download.ts';
import { recorded } from '../support/cloud/recorded.ts';
import { verificationCode } from '../support/parties/certificate-code.ts';
import { objectionTo, objectTo } from '../support/parties/objection.ts';
import { refused } from '../support/parties/refusal.ts';
import { changeOfIdentity } from '../support/parties/former-identity.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { type Party, until } from '../support/parties/party.ts';
import {
  answerHearing,
  begin,
  confirmAsEmployer,
  sampleProfile,
  see,
  uploadOwn,
  waitFor,
} from '../support/parties/play.ts';
import { portrait } from '../support/parties/sample-files.ts';
import { correctionReplies, playOn, prepareStages, type Scene, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const accounts = accountsOf(import.meta.filename);
const answered = new Set<object>();
let stages: Stages;
let published: Scene;
let newcomer: Party;
let applicant: Party;
let draft: Scene;
let waiting: Scene;
let correction: Scene;
let holder: Scene;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts, answered);
  [newcomer, applicant, draft, waiting, correction, holder] = await Promise.all([
    stages.qualified(),
    stages.qualified('constructor-2'),
    stages.at('draft'),
    stages.at('awaiting-employer'),
    stages.at('awaiting-correction'),
    stages.at('approved', 'cost-2'),
  ]);
  published = await stages.at('in-publicity', 'cost-2');
});

const happyPaths = {
  getProfile: async () => {
    const account = personBehind(newcomer);
    const identity = parseResidentIdentityNumber(account.idNumber);
    expect(await newcomer.send(endpoints.getProfile, {})).toMatchObject({
      name: account.name,
      idType: '居民身份证',
      idNumber: account.idNumber,
      birthDate: identity?.birthDate,
      sex: identity?.sex,
      // What the identity platform knows is not asked again.
      mobile: account.phone,
      missing: ['民族', '最高学历', '毕业院校', '所学专业', '毕业时间', '通讯地址'],
      version: 0,
    });
  },
  changeProfile: async () => {
    const first = await newcomer.send(endpoints.changeProfile, { body: { version: 0, ...sampleProfile } });
    expect(first).toMatchObject({ ...sampleProfile, missing: [], version: 1 });
    const change = { ...sampleProfile, version: 1, email: null, address: '  江苏省苏州市吴江区演示路2号 ' };
    const second = await newcomer.send(endpoints.changeProfile, { body: change });
    expect(second).toMatchObject({ email: null, address: '江苏省苏州市吴江区演示路2号', version: 2 });
    expect(await newcomer.send(endpoints.getProfile, {})).toEqual(second);
  },
  listQualifications: async () => {
    const { items, entries } = await applicant.send(endpoints.listQualifications, {});
    expect(entries).toEqual([]);
    expect(items).toEqual([
      {
        id: expect.stringMatching(/^[a-z0-9-]+$/) as string,
        profession: 'constructor-2',
        certificateNumber: expect.stringContaining('YSZS2020') as string,
        specialties: ['建筑工程', '公路工程'],
        obtainedOn: '2020-06-30',
        province: '江苏省',
        source: 'provincial-list',
        elsewhere: null,
      },
    ]);
  },
  getEducation: async () => {
    const { needs, records } = await applicant.send(endpoints.getEducation, {});
    expect(records.map(({ kind }) => kind).toSorted()).toEqual(['compulsory', 'elective']);
    expect(needs).toMatchObject([{ occasion: 'late-initial', missing: { compulsory: 0, elective: 0 } }]);
  },
  // More of it: tests/api/employers.test.ts.
  findEmployers: async () => {
    const { name, creditCode } = companyBehind(draft.company);
    const found = await applicant.send(endpoints.findEmployers, { query: { text: creditCode } });
    expect(found).toEqual({ items: [{ name, creditCode }], more: false });
  },
  createApplication: async () => {
    const id = await begin(applicant, 'constructor-2');
    const view = await see(applicant, id);
    expect(view).toMatchObject({ state: 'draft', version: 0, number: null, actions: ['submit'], dueAt: null });
    expect(view.timeline).toMatchObject([{ action: 'create', from: null, to: 'draft', reason: null }]);
    expect(new Set(view.problems.map(({ code }) => code))).toEqual(
      new Set([
        ...['qualification-missing', 'specialties-missing', 'field-missing', 'material-missing'],
        'declaration-missing',
      ]),
    );
  },
  listApplications: async () => {
    const { items, cursor } = await applicant.send(endpoints.listApplications, {});
    expect(items).toMatchObject([{ profession: 'constructor-2', matter: 'initial', state: 'draft', number: null }]);
    expect(cursor).toBeNull();
  },
  getApplication: async () => {
    const view = await draft.person.send(endpoints.getApplication, { params: { id: draft.id } });
    expect(view).toMatchObject({ state: 'draft', problems: [], actions: ['submit'], documents: [] });
    expect(view.files.map(({ slot, status }) => `${slot} ${status}`).sort()).toEqual(['contract ready', 'photo ready']);
  },
  saveDraft: async () => {
    const { version, draft: content } = await see(draft.person, draft.id);
    const changed = { ...content, employment: { ...content.employment, position: '项目负责人' } };
    const body = { version, draft: changed };
    expect(await draft.person.send(endpoints.saveDraft, { params: { id: draft.id }, body })).toMatchObject({
      state: 'draft',
      version: version + 1,
    });
    expect((await see(draft.person, draft.id)).draft).toEqual(changed);
  },
  discardDraft: async () => {
    const id = await begin(newcomer, 'architect-2');
    const { version } = await see(newcomer, id);
    expect(await newcomer.send(endpoints.discardDraft, { params: { id }, body: { version } })).toEqual({ id });
    expect((await newcomer.send(endpoints.listApplications, {})).items).toEqual([]);
    // Nothing of it is in the way of a new one.
    expect(await begin(newcomer, 'architect-2')).not.toBe(id);
  },
  declareFile: async () => {
    const { items } = await newcomer.send(endpoints.listApplications, {});
    const params = { id: items[0]?.id ?? '' };
    const sha256 = `${'A'.repeat(43)}=`;
    const body = { slot: 'photo', name: '证件照.png', type: 'image/png', size: 1234, sha256 } as const;
    const ticket = await newcomer.send(endpoints.declareFile, { params, body });
    expect(ticket).toMatchObject({
      method: 'PUT',
      headers: { 'content-type': 'image/png', 'if-none-match': '*', 'x-amz-checksum-sha256': sha256 },
    });
    const lifetime = Date.parse(ticket.expiresAt) - Date.now();
    expect(lifetime).toBeGreaterThan(280_000);
    expect(lifetime).toBeLessThanOrEqual(300_000);
    const file = await newcomer.send(endpoints.getFile, { params: { ...params, fileId: ticket.fileId } });
    expect(file).toMatchObject({ slot: 'photo', name: '证件照.png', size: 1234, status: 'pending', message: null });
  },
  getHearing: async () => {
    const params = { id: published.id };
    expect(await published.person.send(endpoints.getHearing, { params })).toEqual({ hearing: null });
    const { number } = await see(published.person, published.id);
    await objectTo(cloud.target, number ?? '');
    const { id } = await objectionTo(stages.staff.review, number ?? '');
    const body = { version: 1, question: '请说明社会保险的缴纳情况。' };
    await stages.staff.review.send(departmentEndpoints.hearPerson, { params: { id }, body });
    expect(await published.person.send(endpoints.getHearing, { params })).toMatchObject({
      hearing: { id, question: body.question },
    });
    await refused(holder.person.send(endpoints.getHearing, { params }), 'not-found');
  },
  answerHearing: async () => {
    const params = { id: published.id };
    const { hearing } = await published.person.send(endpoints.getHearing, { params });
    const body = { objectionId: hearing?.id ?? '', statement: '由聘用企业缴纳，见社保记录。' };
    await refused(holder.person.send(endpoints.answerHearing, { params, body }), 'not-found');
    expect(await published.person.send(endpoints.answerHearing, { params, body })).toEqual({ id: body.objectionId });
    await refused(published.person.send(endpoints.answerHearing, { params, body }), 'not-in-this-state');
  },
  getFile: async () => {
    const { files } = await see(draft.person, draft.id);
    const fileId = files.find(({ slot }) => slot === 'contract')?.id ?? '';
    const file = await draft.person.send(endpoints.getFile, { params: { id: draft.id, fileId } });
    expect(file).toMatchObject({ slot: 'contract', type: 'application/pdf', status: 'ready', message: null });
  },
  downloadFile: async () => {
    const newest = await uploadOwn(draft.person, draft.id, 'photo', await portrait(120));
    const params = { id: draft.id, fileId: newest.id };
    const { url } = await draft.person.send(endpoints.downloadFile, { params });
    const { bytes, type, disposition } = await download(url);
    expect(type).toBe('image/jpeg');
    expect(disposition).toContain('证件照.jpg');
    const { width, height, exif } = await sharp(bytes).metadata();
    expect({ width, height, exif }).toEqual({ width: photoSize.width, height: photoSize.height, exif: undefined });
  },
  getForm: async () => {
    const form = await draft.person.send(endpoints.getForm, { params: { id: draft.id } });
    const { applicant: person } = await see(draft.person, draft.id);
    expect(form.problems).toEqual([]);
    expect(form.form).toMatchObject({ title: '江苏省二级注册建筑师初始注册申请表', number: null, withPhoto: true });
    const fields = form.form.sections.flatMap((section) => section.fields);
    expect(fields).toContainEqual({ label: '证件号码', value: person.idNumber });
    expect(fields).toContainEqual({ label: '工作岗位', value: '项目负责人' });
    expect(form.commitment.statements[0]).toContain(person.name);
    expect((await download(form.photoUrl ?? '')).type).toBe('image/jpeg');
  },
  submit: async () => {
    const params = { id: draft.id };
    const [{ digest }, { version }] = [
      await draft.person.send(endpoints.getForm, { params }),
      await see(draft.person, draft.id),
    ];
    const body = { version, formDigest: digest, confirmed: true } as const;
    const result = await draft.person.send(endpoints.submit, { params, body });
    expect(result).toMatchObject({ state: 'submitted', version: version + 1 });
    expect(result.number).toMatch(/^JZ20\d{12}$/);
    const view = await waitFor(draft.person, draft.id, 'awaiting-employer');
    expect(view).toMatchObject({ number: result.number, actions: ['withdraw'], problems: [] });
  },
  withdraw: async () => {
    const params = { id: draft.id };
    const { version } = await see(draft.person, draft.id);
    const body = { version, reason: '另行安排。' };
    expect(await draft.person.send(endpoints.withdraw, { params, body })).toMatchObject({ state: 'withdrawn' });
    const view = await see(draft.person, draft.id);
    expect(view).toMatchObject({ state: 'withdrawn', actions: [], dueAt: null });
    expect(view.timeline.at(-1)).toMatchObject({ action: 'withdraw', reason: '另行安排。' });
  },
  answerCorrection: async () => {
    const params = { id: correction.id };
    const { version, correction: notice, actions } = await see(correction.person, correction.id);
    expect(actions).toEqual(['answer-correction', 'withdraw']);
    expect(notice?.items).toMatchObject([{ answer: null }, { answer: null }]);
    const body = { version, answers: correctionReplies };
    const result = await correction.person.send(endpoints.answerCorrection, { params, body });
    expect(result).toMatchObject({ state: 'awaiting-acceptance' });
    const view = await see(correction.person, correction.id);
    expect(view.correction?.items.map(({ answer }) => answer)).toEqual(correctionReplies);
  },
  downloadDocument: async () => {
    const { documents } = await see(waiting.person, waiting.id);
    expect(documents.map(({ kind }) => kind).sort()).toEqual(['application-form', 'commitment-letter']);
    for (const { id: documentId } of documents) {
      const params = { id: waiting.id, documentId };
      await downloadPdf((await waiting.person.send(endpoints.downloadDocument, { params })).url);
    }
  },
  listRegistrations: async () => {
    const registration = await certificateOf(holder);
    expect(registration).toMatchObject({
      profession: 'cost-2',
      // Each specialty is a registration with a number of its own; the sample draft asks for the first.
      specialties: ['土木建筑工程'],
      employerName: companyBehind(holder.company).name,
      status: 'valid',
      certificateReady: true,
      applicationId: holder.id,
    });
    expect(registration.number).toMatch(/^建\[造\]21\d{2}3200\d{6}$/);
  },
  getCertificate: async () => {
    const { number, certificateReady, applicationId, ...registration } = await certificateOf(holder);
    const certificate = await holder.person.send(endpoints.getCertificate, { params: { number } });
    const { url } = await holder.person.send(endpoints.downloadCertificate, { params: { number } });
    const code = await verificationCode(await downloadPdf(url));
    const { profession, specialties, holderName, validUntil, status } = registration;
    expect([certificateReady, applicationId]).toEqual([true, holder.id]);
    expect(certificate).toMatchObject({ number, profession, specialties, holderName, validUntil, status });
    expect(certificate.code).toBe(groupedCode(code));
    const address = new URL(certificate.verifyUrl);
    expect(`${address.origin}${address.pathname}`).toBe(`${cloud.target.siteUrl}/verify.html`);
    expect(Object.fromEntries(new URLSearchParams(address.hash.slice(1)))).toEqual({ number, code });
    expect(certificate.qrCode.path).toMatch(/^M\d+ \d+h\d+v1/);
    // To its holder alone: the code is in no list, and another person finds no certificate.
    expect(JSON.stringify(await holder.person.send(endpoints.listRegistrations, {}))).not.toContain(code);
    const employers = await holder.company.send(employerEndpoints.listRegistrations, { query: {} });
    expect(JSON.stringify(employers)).not.toContain(code);
    await refused(applicant.send(endpoints.getCertificate, { params: { number } }), 'not-found');
  },
  downloadCertificate: async () => {
    const { number } = await certificateOf(holder);
    await downloadPdf((await holder.person.send(endpoints.downloadCertificate, { params: { number } })).url);
  },
  listMessages: async () => {
    const messages = await until('all messages', async () => {
      const { items } = await holder.person.send(endpoints.listMessages, {});
      return items.length >= 6 ? items : undefined;
    });
    expect(messages.map(({ title }) => title)).toEqual([
      '电子证书已签发',
      '公示期满，准予注册',
      '审批通过，开始公示',
      '申请已受理',
      '企业已确认，等待受理',
      '申请表已生成，等待企业确认',
    ]);
    expect(messages.every(({ read, applicationId }) => !read && applicationId === holder.id)).toBe(true);
  },
  countUnread: async () => {
    const { items } = await holder.person.send(endpoints.listMessages, {});
    const { unread } = await holder.person.send(endpoints.countUnread, {});
    expect(unread).toBe(items.filter(({ read }) => !read).length);
  },
  giveStatement: async () => {
    const { number } = await certificateOf(holder);
    const body = { ground: 'practice-ended', statement: '已不从事该专业。' } as const;
    const { id } = await holder.company.send(employerEndpoints.beginCancellation, { params: { number }, body });
    await waitFor(holder.person, id, 'awaiting-employer');
    await confirmAsEmployer(holder.company, id, holder.profession);
    await answerHearing(holder.person, id, '劳动合同尚未解除。');
    const { state, statement } = await see(holder.person, id);
    expect([state, statement]).toEqual(['awaiting-acceptance', { answer: 'given', text: '劳动合同尚未解除。' }]);
    const { version } = await holder.company.send(employerEndpoints.getApplication, { params: { id } });
    await holder.company.send(employerEndpoints.withdraw, { params: { id }, body: { version, reason: null } });
  },
  release: async () => {
    const scene = await changeOfIdentity(stages, accounts);
    await playOn('draft', 'awaiting-release', scene);
    const former = recorded(scene.former, answered);
    const { version } = await see(former, scene.id);
    const answer = await former.send(endpoints.release, { params: { id: scene.id }, body: { version } });
    expect(answer.state).toBe('awaiting-acceptance');
  },
  object: async () => {
    const scene = await changeOfIdentity(stages, accounts);
    await playOn('draft', 'awaiting-release', scene);
    const former = recorded(scene.former, answered);
    const { version } = await see(former, scene.id);
    const body = { version, reason: '非本人申请。' };
    await former.send(endpoints.object, { params: { id: scene.id }, body });
    expect((await see(scene.person, scene.id)).release).toMatchObject({ answer: 'objected', reason: '非本人申请。' });
  },
  // What the staff look at, and how it is closed: functions/department/looks.test.ts, functions/audit.
  listLooks: async () => {
    const seen = { params: { id: holder.id } };
    const staffLooks = await stages.staff.review.send(departmentEndpoints.getApplication, seen);
    const { items } = await holder.person.send(endpoints.listLooks, {});
    expect(items).toContainEqual(expect.objectContaining({ kind: 'case', subject: staffLooks.number }));
    const { idNumber } = personBehind(holder.person);
    await stages.staff.review.send(departmentEndpoints.searchDesk, { query: { text: idNumber } });
    const searched = { kind: 'search', subject: maskIdentityNumber(idNumber) };
    const after = await holder.person.send(endpoints.listLooks, {});
    expect(after.items).toContainEqual(expect.objectContaining(searched));
  },
  markMessageRead: async () => {
    const list = async () => (await holder.person.send(endpoints.listMessages, {})).items;
    const [, second] = await list();
    const params = { id: second?.id ?? '' };
    for (let time = 1; time <= 2; time += 1) {
      expect(await holder.person.send(endpoints.markMessageRead, { params })).toEqual(params);
      expect((await list()).filter(({ read }) => read).map(({ id }) => id)).toEqual([params.id]);
    }
    const { unread } = await holder.person.send(endpoints.countUnread, {});
    expect(unread).toBe((await list()).length - 1);
  },
  markMessagesRead: async () => {
    const list = async () => (await holder.person.send(endpoints.listMessages, {})).items;
    const [newest, second] = await list();
    // What has come since somebody last looked stays unread.
    const seen = { upTo: second?.id ?? '' };
    expect(await holder.person.send(endpoints.markMessagesRead, { body: seen })).toEqual({ left: false });
    expect((await list()).filter(({ read }) => !read).map(({ id }) => id)).toEqual([newest?.id]);
    expect(await holder.person.send(endpoints.countUnread, {})).toEqual({ unread: 1 });
    const all = { upTo: newest?.id ?? '' };
    for (let time = 1; time <= 2; time += 1) {
      expect(await holder.person.send(endpoints.markMessagesRead, { body: all })).toEqual({ left: false });
      expect(await holder.person.send(endpoints.countUnread, {})).toEqual({ unread: 0 });
    }
  },
} satisfies Record<keyof typeof endpoints, () => Promise<void>>;

describe('the API of practitioners answers', () => {
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

async function certificateOf({ person, id }: Scene) {
  return await until('the certificate', async () => {
    const { items } = await person.send(endpoints.listRegistrations, {});
    return items.find(({ applicationId, certificateReady }) => applicationId === id && certificateReady);
  });
}
