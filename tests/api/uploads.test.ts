import { beforeAll, describe, expect, it } from 'vitest';
import type { UploadTicket } from '../../api/application.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints as endpoints } from '../../api/practitioner.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { badFiles } from '../support/parties/bad-files.ts';
import { putFile, until } from '../support/parties/party.ts';
import { begin, sampleSupplement, see, uploadForCompany, uploadOwn } from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import { declarationOf, portrait, type SampleFile, scan } from '../support/parties/sample-files.ts';
import { prepareStages, type Scene, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

let stages: Stages;
let draft: Scene;
let waiting: Scene;
let other: Scene;
let named: Scene;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accountsOf(import.meta.filename));
  [draft, waiting, other, named] = await Promise.all([
    stages.at('draft'),
    stages.at('awaiting-employer', 'constructor-2'),
    stages.at('awaiting-employer', 'constructor-2'),
    stages.at('draft'),
  ]);
});

function declare(file: SampleFile, change: Partial<ReturnType<typeof declarationOf>> = {}): Promise<UploadTicket> {
  const body = { slot: 'contract', ...declarationOf(file), ...change } as const;
  return draft.person.send(endpoints.declareFile, { params: { id: draft.id }, body });
}

async function statusOf(fileId: string) {
  return (await draft.person.send(endpoints.getFile, { params: { id: draft.id, fileId } })).status;
}

describe('what is declared must fit its slot', () => {
  it.each([
    ['a photo of more than 10 MB', { slot: 'photo', type: 'image/jpeg', size: 10 * 1024 * 1024 + 1 }, 'too-large'],
    ['a contract of more than 20 MB', { size: 20 * 1024 * 1024 + 1 }, 'too-large'],
    ['a photo as PDF', { slot: 'photo' }, 'unsupported-media-type'],
    ["the employer's form", { slot: 'sealed-form' }, 'invalid-request'],
    ['an empty file', { size: 0 }, 'invalid-request'],
    ['a negative size', { size: -1 }, 'invalid-request'],
    ['half a byte', { size: 1.5 }, 'invalid-request'],
    ['more than a gigabyte', { size: 2 ** 31 }, 'invalid-request'],
    ['another type', { type: 'image/svg+xml' }, 'invalid-request'],
    ['an unknown slot', { slot: 'diploma' }, 'invalid-request'],
    ['no checksum', { sha256: '' }, 'invalid-request'],
    ['a checksum in hexadecimal', { sha256: 'a'.repeat(64) }, 'invalid-request'],
    ['a name with a tag', { name: '<img src=x>.pdf' }, 'invalid-request'],
    ['a name of 201 characters', { name: 'x'.repeat(201) }, 'invalid-request'],
    ['a key of its own', { key: 'uploads/x/y' }, 'invalid-request'],
  ] as const)('%s is refused', async (_, change, code) => {
    const before = await see(draft.person, draft.id);
    const sample = { slot: 'contract', ...declarationOf(await scan('劳动合同.pdf', 1)) };
    const body = { ...sample, ...change } as Parameters<typeof declareBody>[0];
    await refused(declareBody(body), code);
    expect(await see(draft.person, draft.id)).toEqual(before);
  });

  function declareBody(body: { slot: 'contract' } & ReturnType<typeof declarationOf>) {
    return draft.person.send(endpoints.declareFile, { params: { id: draft.id }, body });
  }

  it('the files of an application are bounded, and a draft with all of them can still be discarded', async () => {
    const person = await stages.qualified();
    const id = await begin(person, 'architect-2');
    const body = { slot: 'contract', ...declarationOf(await scan('劳动合同.pdf', 1)) } as const;
    const declareOne = () => person.send(endpoints.declareFile, { params: { id }, body });
    for (let count = 1; count <= 60; count += 1) await declareOne();
    expect((await refused(declareOne(), 'too-many-requests')).detail).toContain('60 次');
    const { version, files } = await see(person, id);
    expect(files).toHaveLength(60);
    expect(await person.send(endpoints.discardDraft, { params: { id }, body: { version } })).toEqual({ id });
    await refused(see(person, id), 'not-found');
  });

  it('nobody uploads for the other party, or while it is not their turn', async () => {
    const file = await portrait();
    const params = { id: waiting.id };
    const photo = { slot: 'photo', ...declarationOf(file) } as const;
    const sealed = { slot: 'sealed-form', ...declarationOf(file) } as const;
    await refused(waiting.company.send(employerEndpoints.declareFile, { params, body: photo }), 'invalid-request');
    await refused(waiting.person.send(endpoints.declareFile, { params, body: photo }), 'not-in-this-state');
    await refused(
      stages.company.send(employerEndpoints.declareFile, { params: { id: draft.id }, body: sealed }),
      'not-found',
    );
  });
});

describe('what a program calls a file does not decide', () => {
  it.each([
    ['劳动合同📄终版.pdf', 'application/octet-stream'],
    ['合同→定稿α★●10㎡.pdf', 'application/x-pdf'],
    ['Re\u0301sume\u0301\u202f.pdf', 'application/download'],
    ['合同.pdf', 'application/wps-office.pdf'],
    ['合同.pdf', ''],
    [`很长${'📄'.repeat(120)}.pdf`, 'application/pdf'],
    ['没有扩展名', 'application/octet-stream'],
    ['其实是PDF.jpg', 'image/jpg'],
  ])('%s, declared as %j, is ready as what it is', async (name, type) => {
    const file = await scan('劳动合同.pdf', 1);
    const body = { slot: 'contract', ...declarationOf(file), name, type } as const;
    const ticket = await named.person.send(endpoints.declareFile, { params: { id: named.id }, body });
    expect(await putFile(ticket, file.bytes)).toBe(200);
    const params = { id: named.id, fileId: ticket.fileId };
    const view = await until('the inspection', async () => {
      const seen = await named.person.send(endpoints.getFile, { params });
      return seen.status === 'pending' ? undefined : seen;
    });
    expect(view).toMatchObject({ status: 'ready', type: 'application/pdf' });
    expect(view.name).toBe(name.normalize('NFC').replace('\u202f', ' '));
  });

  it('a name that cannot be kept is refused with words that say so', async () => {
    const file = await scan('劳动合同.pdf', 1);
    for (const name of ['<b>.pdf', 'x'.repeat(201), '\u200b']) {
      const body = { slot: 'contract', ...declarationOf(file), name } as const;
      const problem = await refused(
        draft.person.send(endpoints.declareFile, { params: { id: draft.id }, body }),
        'invalid-request',
      );
      expect(problem.errors).toMatchObject([{ field: 'name', message: expect.stringContaining('文件') as string }]);
    }
  });
});

describe('an upload is what was signed, or nothing', () => {
  it('of another length, checksum or type, or without its headers, is refused, and nothing arrives', async () => {
    const file = await scan('劳动合同.pdf', 2);
    const ticket = await declare(file);
    const { 'content-type': type = '', 'x-amz-checksum-sha256': checksum = '' } = ticket.headers;
    const flipped = Buffer.from(file.bytes);
    flipped[200] = (flipped[200] ?? 0) ^ 1;
    const otherChecksum = declarationOf({ ...file, bytes: flipped }).sha256;
    const attempts = {
      'one byte less': putFile(ticket, file.bytes.subarray(1)),
      'one byte more': putFile(ticket, Buffer.concat([file.bytes, Buffer.from('x')])),
      'one bit changed': putFile(ticket, flipped),
      'another checksum': putFile(ticket, flipped, { ...ticket.headers, 'x-amz-checksum-sha256': otherChecksum }),
      'another type': putFile(ticket, file.bytes, { ...ticket.headers, 'content-type': 'text/html' }),
      'without if-none-match': putFile(ticket, file.bytes, {
        ...{ 'content-type': type, 'x-amz-checksum-sha256': checksum },
      }),
      'without checksum': putFile(ticket, file.bytes, { 'content-type': type, 'if-none-match': '*' }),
      'another key': putFile({ ...ticket, url: ticket.url.replace(ticket.fileId, 'another-file') }, file.bytes),
      'a longer life': putFile({ ...ticket, url: ticket.url.replace('Expires=300', 'Expires=9999') }, file.bytes),
      unsigned: putFile({ ...ticket, url: ticket.url.split('?')[0] ?? '' }, file.bytes),
    };
    for (const [what, attempt] of Object.entries(attempts)) expect([400, 403], what).toContain(await attempt);
    expect(await statusOf(ticket.fileId)).toBe('pending');
    const download = draft.person.send(endpoints.downloadFile, { params: { id: draft.id, fileId: ticket.fileId } });
    await refused(download, 'file-not-ready');
    // After all of that the right file still arrives.
    expect(await putFile(ticket, file.bytes)).toBe(200);
    await until('the inspection', async () => ((await statusOf(ticket.fileId)) === 'ready' ? true : undefined));
  });

  it('counts once: a second PUT to the same address is refused with 412, even at the same time', async () => {
    const file = await scan('劳动合同.pdf', 2);
    const ticket = await declare(file);
    const statuses = await Promise.all(Array.from({ length: 4 }, () => putFile(ticket, file.bytes)));
    expect(statuses.toSorted((left, right) => left - right)[0]).toBe(200);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    // 409 is what S3 answers to a conditional write that meets another one under way.
    expect(statuses.filter((status) => status !== 200).every((status) => status === 412 || status === 409)).toBe(true);
  });

  it('does not change a file that has been inspected', async () => {
    const file = await scan('劳动合同.pdf', 2);
    const ready = await uploadOwn(draft.person, draft.id, 'contract', file);
    const view = await see(draft.person, draft.id);
    const ticket = await declare(await scan('另一份.pdf', 1));
    expect(await putFile({ ...ticket, url: ticket.url.replace(ticket.fileId, ready.id) }, file.bytes)).toBe(403);
    const after = await see(draft.person, draft.id);
    expect(after.files.filter(({ id }) => id !== ticket.fileId)).toEqual(view.files);
  });
});

describe('an unsound file is rejected in Chinese that says what to do', () => {
  it('whatever is wrong with it; the sound ones of before stay attached', async () => {
    const before = (await see(draft.person, draft.id)).files;
    const files = await badFiles();
    const views = await Promise.all(files.map(({ slot, file }) => uploadOwn(draft.person, draft.id, slot, file)));
    for (const [index, { what, message }] of files.entries()) {
      expect(views[index], what).toMatchObject({
        status: 'rejected',
        message: expect.stringMatching(message) as string,
      });
      expect(views[index]?.message, what).toMatch(/请.*。$/);
    }
    const params = { id: draft.id, fileId: views[0]?.id ?? '' };
    await refused(draft.person.send(endpoints.downloadFile, { params }), 'file-not-ready');
    const after = await see(draft.person, draft.id);
    const rejected = new Set(views.map(({ id }) => id));
    expect(after.files.filter(({ id }) => !rejected.has(id))).toEqual(before);
    expect(after.problems).toEqual([]);
    expect((await draft.person.send(endpoints.getForm, { params: { id: draft.id } })).photoUrl).not.toBeNull();
  });
});

describe('a confirmation needs a sealed form that is', () => {
  const confirm = async (sealedFormFileId: string) => {
    const params = { id: waiting.id };
    const { version } = await stages.company.send(employerEndpoints.getApplication, { params });
    const body = { version, sealedFormFileId, supplement: sampleSupplement('constructor-2') };
    return await stages.company.send(employerEndpoints.confirm, { params, body });
  };

  it("of this application and of the employer: other applications' and the applicant's files are not found", async () => {
    const foreign = await uploadForCompany(stages.company, other.id, 'sealed-form', await scan('盖章.pdf', 1));
    const view = await see(waiting.person, waiting.id);
    const photo = view.files.find(({ slot }) => slot === 'photo');
    for (const fileId of [foreign.id, photo?.id ?? '', 'no-such-file']) await refused(confirm(fileId), 'not-found');
    expect(await see(waiting.person, waiting.id)).toEqual(view);
  });

  it('uploaded and inspected', async () => {
    const view = await see(waiting.person, waiting.id);
    const file = await scan('盖章.pdf', 1);
    const body = { slot: 'sealed-form', ...declarationOf(file) } as const;
    const ticket = await stages.company.send(employerEndpoints.declareFile, { params: { id: waiting.id }, body });
    expect((await refused(confirm(ticket.fileId), 'file-not-ready')).detail).toContain('正在检查');
    expect(await see(waiting.person, waiting.id)).toEqual(view);
  });

  it('sound', async () => {
    const long = await scan('盖章.pdf', 21);
    const rejected = await uploadForCompany(stages.company, waiting.id, 'sealed-form', long);
    expect(rejected).toMatchObject({ status: 'rejected' });
    const problem = await refused(confirm(rejected.id), 'file-not-ready');
    expect(problem.detail).toBe(rejected.message);
    expect(problem.detail).toContain('20 页');
  });

  it('with the supplement of the profession', async () => {
    const sealed = await uploadForCompany(stages.company, waiting.id, 'sealed-form', await scan('盖章.pdf', 1));
    const params = { id: waiting.id };
    const { version } = await stages.company.send(employerEndpoints.getApplication, { params });
    const body = { version, sealedFormFileId: sealed.id };
    for (const supplement of [
      { kind: 'cost-consultancy', isCostConsultancy: true },
      { kind: 'company-qualification', qualification: null },
    ] as const) {
      const call = stages.company.send(employerEndpoints.confirm, { params, body: { ...body, supplement } });
      expect((await refused(call, 'rules-not-met')).errors).toMatchObject([{ code: 'supplement-missing' }]);
    }
    expect((await see(waiting.person, waiting.id)).state).toBe('awaiting-employer');
  });
});
