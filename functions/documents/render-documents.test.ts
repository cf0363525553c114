import { makeTerms } from '../../domain/test-facts.ts';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApplicationEventItem, ApplicationItem, RegistrationItem } from '../records/entities.ts';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { renderDocuments } = await import('./render-documents.ts');
const { certificateContentOf, documentContentOf } = await import('./document-content.ts');
const { loadCase } = await import('../cases/case.ts');
const { applicationOf } = await import('../cases/application-of.ts');
const { pendingNotices } = await import('../cases/document-cause.ts');
const { table } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

let photo: Uint8Array;
beforeAll(async () => {
  photo = await sharp({ create: { width: 413, height: 626, channels: 3, background: '#88a' } })
    .jpeg()
    .toBuffer();
});

const now = new Date('2026-03-02T02:00:00.000Z');

/** A bucket in memory, which counts what is written. */
function bucket() {
  const written: string[] = [];
  const objects = new Map<string, Uint8Array>([['files/photo.jpg', photo]]);
  return {
    written,
    objects,
    read: (key: string) => Promise.resolve(objects.get(key)!),
    write: (key: string, body: Uint8Array, type: string) => {
      written.push(`${key} ${type}`);
      objects.set(key, body);
      return Promise.resolve();
    },
  };
}

async function given(
  overrides: Partial<ApplicationItem>,
  events: readonly Pick<ApplicationEventItem, 'version' | 'action' | 'at' | 'to' | 'reason' | 'notice' | 'step'>[],
): Promise<ApplicationItem> {
  const item = makeApplication({ attachments: { photo: 'photo-1' }, ...overrides });
  const { applicationId, profession, matter, personId, submission } = item;
  await putApplication(item);
  await table.entities.file
    .put({
      applicationId,
      fileId: 'photo-1',
      slot: 'photo',
      party: 'practitioner',
      owner: personId,
      submission,
      stateVersion: 1,
      name: '照片.jpg',
      type: 'image/jpeg',
      size: 1,
      sha256: '',
      status: 'ready',
      key: 'files/photo.jpg',
      uploadedAt: now.toISOString(),
    })
    .go();
  for (const event of events) {
    await table.entities.event
      .put({
        applicationId,
        profession,
        matter,
        personId,
        submission,
        actorParty: 'system',
        actorName: 'x',
        applicantName: '张演示',
        ...event,
      })
      .go();
  }
  return item;
}

const asked = (version: number, problem: string, laterReason: string | null) => ({
  version,
  action: 'request-correction' as const,
  to: 'awaiting-correction' as const,
  notice: {
    addresseeName: '张演示',
    items: [{ field: 'files.contract', subject: '劳动合同', problem }],
    laterReason,
    accepted: true,
  },
  step: {
    state: 'awaiting-correction' as const,
    notices: ['correction-notice' as const],
    certificate: true,
    timeouts: noTimeouts,
  },
});
const noTimeouts = { employer: 1, release: 1, statement: 1, revision: 1, acceptance: 1, correction: 1, publicity: 1 };

const submitted = { version: 3, action: 'submit', at: '2026-03-02T01:00:00.000Z', to: 'submitted' } as const;

describe('documents of an application', () => {
  it('are written as PDF files, listed, and not drawn again by a retry', async () => {
    const { applicationId } = await given({}, [submitted]);
    const files = bucket();
    const kinds = ['application-form', 'commitment-letter'] as const;
    const ids = ['application-form-3', 'commitment-letter-3'];
    expect(await renderDocuments(applicationId, kinds, files, now)).toEqual(ids);
    expect(await renderDocuments(applicationId, kinds, files, now)).toEqual(ids);
    expect(files.written).toEqual(ids.map((id) => `documents/${applicationId}/${id}.pdf application/pdf`));
    for (const id of ids) {
      const pdf = await PDFDocument.load(files.objects.get(`documents/${applicationId}/${id}.pdf`)!);
      expect(pdf.getPageCount()).toBeGreaterThan(0);
    }
    const { documents } = (await loadCase(applicationId))!;
    expect(documents.map(({ documentId, title }) => [documentId, title])).toEqual([
      ['application-form-3', '注册申请表'],
      ['commitment-letter-3', '承诺书'],
    ]);
  });

  it('with a character that no font has is drawn with a sign in its place, and listed for the department once', async () => {
    const applicant = { ...makeApplication().applicant, name: '张😀演示' };
    const { applicationId } = await given({ applicant }, [submitted]);
    const kinds = ['application-form', 'commitment-letter'] as const;
    await renderDocuments(applicationId, kinds, bucket(), now);
    await renderDocuments(applicationId, kinds, bucket(), now);
    const { documents, openCompletions } = (await loadCase(applicationId))!;
    expect(documents.map(({ documentId }) => documentId)).toEqual(['application-form-3', 'commitment-letter-3']);
    expect(openCompletions).toMatchObject([
      { documentId: 'application-form-3', title: '注册申请表', applicantName: '张😀演示', status: 'open' },
      { documentId: 'commitment-letter-3', title: '承诺书', openedAt: now.toISOString() },
    ]);
    expect(openCompletions[0]?.missing).toContainEqual({ character: '😀', where: '姓名' });
    const { data } = await table.entities.completion.query.open({}).go({ hydrate: true });
    expect(data.map(({ documentId }) => documentId)).toEqual(['application-form-3', 'commitment-letter-3']);
  });

  it('are drawn anew for a second submission', async () => {
    const { applicationId } = await given({}, [submitted, { ...submitted, version: 7 }]);
    expect(await renderDocuments(applicationId, ['commitment-letter'], bucket(), now)).toEqual(['commitment-letter-7']);
  });

  it('of two notices of correction are both drawn when the second is asked for before the first is there', async () => {
    const { applicationId } = await given({}, [
      submitted,
      { ...asked(7, '缺少第三页', null), at: '2026-03-03T01:00:00.000Z' },
      { ...asked(9, '缺少签名', '合同为补正时新上传。'), at: '2026-03-04T01:00:00.000Z' },
    ]);
    const ids = ['correction-notice-7', 'correction-notice-9'];
    expect(pendingNotices((await loadCase(applicationId))!)).toEqual(['correction-notice']);
    const files = bucket();
    expect(await renderDocuments(applicationId, ['correction-notice'], files, now)).toEqual(ids);
    expect(files.written).toHaveLength(2);
    expect(pendingNotices((await loadCase(applicationId))!)).toEqual([]);
    // Retried, or asked for again after a third notice, the earlier ones stay.
    expect(await renderDocuments(applicationId, ['correction-notice'], files, now)).toEqual(ids);
    expect(files.written).toHaveLength(2);
  });

  it('include the certificate of the registration, with the photo', async () => {
    const item = await given({ state: 'approved', registrationNumbers: ['苏造2322026000001'] }, [
      { version: 9, action: 'conclude-publicity', at: '2026-04-01T17:00:00.000Z', to: 'approved' },
    ]);
    await table.entities.registration.put(registration(item)).go();
    const files = bucket();
    expect(await renderDocuments(item.applicationId, ['certificate'], files, now)).toEqual(['certificate-9']);
    const pdf = await PDFDocument.load(files.objects.get(`documents/${item.applicationId}/certificate-9.pdf`)!);
    expect(pdf.getPageCount()).toBe(1);
    // Whoever ends a specialty of somebody else has no photo of theirs: the certificate shows that of the application before.
    const photoless = { attachments: {}, initiator: 'employer', certificateSource: item.applicationId } as const;
    const other = await given({ ...photoless, state: 'approved', registrationNumbers: ['苏造2322026000001'] }, [
      { version: 9, action: 'approve', at: '2026-05-01T02:00:00.000Z', to: 'approved' },
    ]);
    await table.entities.registration.put({ ...registration(other), personId: other.personId }).go();
    expect(await renderDocuments(other.applicationId, ['certificate'], files, now)).toEqual(['certificate-9']);
  });

  it('fail when nothing asks for them, when the photo is missing, and for no application', async () => {
    const item = await given({}, [submitted]);
    await expect(renderDocuments(item.applicationId, ['acceptance-notice'], bucket(), now)).rejects.toThrow('asks for');
    const bare = await given({ attachments: {} }, [submitted]);
    await expect(renderDocuments(bare.applicationId, ['application-form'], bucket(), now)).rejects.toThrow('no photo');
    await expect(renderDocuments('missing', ['application-form'], bucket(), now)).rejects.toThrow('no application');
  });
});

function registration(item: ApplicationItem): RegistrationItem {
  return {
    personId: item.personId,
    applicationId: item.applicationId,
    number: '苏造2322026000001',
    profession: item.profession,
    terms: makeTerms(item.profession),
    specialties: ['建筑工程'],
    holderName: '张演示',
    employerName: '江苏演示建设有限公司',
    employerCreditCode: '91320508000010014J',
    validFrom: '2026-04-02',
    validUntil: '2029-04-01',
    version: 1,
    verificationCode: 'AbC_-123',
  };
}

describe('what a document says', () => {
  const application = applicationOf(makeApplication());
  // Late in the evening in UTC is the next day in Shanghai.
  const notice = {
    addresseeName: '江苏演示建设有限公司',
    items: [{ field: null, subject: '劳动合同', problem: '缺少第三页' }],
    laterReason: null,
    accepted: false,
  };
  const cause = { at: '2026-03-02T17:00:00.000Z', reason: '不属于本机关职权范围', notice, version: 4 };

  it.each(['acceptance-notice', 'non-acceptance-notice', 'correction-notice', 'rejection-notice'] as const)(
    'a %s has the date of the event in Shanghai and a number of its own',
    (kind) => {
      const content = documentContentOf(kind, { application }, cause);
      expect(content).toMatchObject({ kind, issuedOn: '2026年3月3日', numberLabel: '文号' });
      expect(content.number).toMatch(/^苏建注[受不予补]+〔2026〕ZS\d{6}-4号$/u);
    },
  );

  it.each(['non-acceptance-notice', 'rejection-notice'] as const)('a %s gives the reason', (kind) => {
    expect(documentContentOf(kind, { application }, cause).statements).toContain('不属于本机关职权范围');
  });

  it('a notice of correction lists everything, to its addressee', () => {
    const { statements } = documentContentOf('correction-notice', { application }, cause);
    expect(statements[0]).toBe('江苏演示建设有限公司：');
    expect(statements).toContain('1．劳动合同：缺少第三页');
  });

  it('a later notice says what its own event says, and why it comes later', () => {
    const later = {
      addresseeName: '张演示',
      items: [{ field: null, subject: '聘用信息', problem: '缺少签名' }],
      laterReason: '新上传。',
      accepted: true,
    };
    const { statements } = documentContentOf('correction-notice', { application }, { ...cause, notice: later });
    expect(statements[0]).toBe('张演示：');
    expect(statements).toContain('1．聘用信息：缺少签名');
    expect(statements).toContain('以上内容未能在首次补正通知中一并告知，原因：新上传。');
    expect(statements.join()).not.toContain('缺少第三页');
  });

  it('a certificate leads to the page that verifies it', () => {
    const item = makeApplication();
    const content = certificateContentOf({ application }, registration(item), cause, 'https://site.example.cn/');
    expect(content.issuedOn).toBe('2026年3月3日');
    const url = new URL(content.verifyUrl);
    expect(`${url.origin}${url.pathname}`).toBe('https://site.example.cn/verify.html');
    expect(url.search).toBe('');
    expect(Object.fromEntries(new URLSearchParams(url.hash.slice(1)))).toEqual({
      number: '苏造2322026000001',
      code: 'AbC_-123',
    });
  });
});
