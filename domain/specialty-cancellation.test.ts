import { describe, expect, it } from 'vitest';
import { emptyDraft } from './application-parts.ts';
import { barAfterApproval, notBarred } from './bars.ts';
import { emptyCancellation } from './cancellation.ts';
import { isCertified } from './certifying.ts';
import type { BeginCancellationCommand } from './command.ts';
import { decideBeginning } from './decide.ts';
import { cancellationNotice } from './documents/notices.ts';
import { formOf } from './form-and-letter.ts';
import { groundsOf } from './grounds.ts';
import { lifecycleFacts } from './lifecycle-facts.ts';
import { amendedRegistration } from './register.ts';
import type { RegisterEntry } from './registration.ts';
import { makeApplication, makeRegistration, rowFor } from './test-facts.ts';

// 注销专业 begun by others than the holder. An instant is written as the clocks in Shanghai show it.

const standing = { validFrom: '2025-01-01', cancelledOn: null, cancellationGround: null };
const building = { ...standing, specialty: '建筑工程', validUntil: '2027-12-31' };
const roads = { ...standing, specialty: '公路工程', validUntil: '2026-03-04' };
const mechanics = { ...standing, specialty: '机电工程', validUntil: '2027-12-31' };

const entry: RegisterEntry = {
  ...makeRegistration({ terms: [building, roads, mechanics] }),
  ...{ personId: 'person-1', version: 3, applicationId: 'a-1', supplementApplicationId: null },
  ...{ suspension: null, lock: null, verificationCode: 'code', certificateDocumentId: null },
};

const officer = { staffId: 'review-1', personId: null };
const decision = { document: '苏建撤字〔2026〕3号', decidedOn: '2026-03-01' };

function begin(said: Partial<BeginCancellationCommand>, at = '2026-03-05T12:00:00+08:00') {
  const isOffice = said.initiator === 'department';
  return decideBeginning({
    ...{ action: 'begin-cancellation', actor: isOffice ? 'review' : 'employer', actorName: '甲公司', version: null },
    ...{ now: new Date(at), id: 'b-1', initiator: 'employer', matter: 'cancel-specialty', entry, holder: null },
    ...{ certificateSource: 'a-1', employer: null, locked: null, specialties: ['机电工程'] },
    evidence: { id: 'file-1', status: 'ready', message: null },
    ...(isOffice ? { officer } : {}),
    cancellation: { ...emptyCancellation, ground: 'practice-ended', statement: '已不从事该专业。' },
    ...said,
  });
}

const official = (ground: 'not-renewed' | 'annulled-for-fraud' | 'licence-revoked' | 'practice-ended') =>
  ({
    initiator: 'department',
    cancellation: { ...emptyCancellation, ...decision, ground, statement: '经核实。' },
  }) as const;

const codesOf = (begun: ReturnType<typeof begin>) =>
  begun.ok ? [] : (begun.refusal.errors ?? []).map(({ code }) => code);

describe('a cancellation of specialties that others begin', () => {
  it('names what ends and its ground, asks the person first, and takes no lock of the person', () => {
    const begun = begin({});
    expect(begun).toMatchObject({
      ok: true,
      value: {
        after: {
          ...{ matter: 'cancel-specialty', initiator: 'employer', state: 'submitted', certificateSource: 'a-1' },
          draft: { specialties: ['机电工程'], cancellation: { ground: 'practice-ended' } },
        },
        locks: { takes: ['constructor-2/cancellation/employer'] },
      },
    });
    if (!begun.ok || begun.value.after === null) throw new Error('refused');
    expect(lifecycleFacts(begun.value.after)).toMatchObject({ employerStep: true, statementDue: true });
    expect(lifecycleFacts({ ...begun.value.after, initiator: 'department' })).toMatchObject({ employerStep: false });
  });

  it.each([
    ['none', { specialties: [] }, ['specialties-missing']],
    ['what is not registered', { specialties: ['市政公用工程'] }, ['specialty-not-registered']],
    ['all that is valid', { specialties: ['建筑工程', '机电工程'] }, ['last-specialty']],
    ['what is over, as not renewed', { ...official('not-renewed'), specialties: ['公路工程'] }, []],
    ['what is valid, as not renewed', { ...official('not-renewed'), specialties: ['建筑工程'] }, ['ground-unfounded']],
    ['on a ground that ends the whole', official('licence-revoked'), ['ground-missing']],
    ['on a ground of somebody else', official('practice-ended'), ['ground-missing']],
    ['what was obtained by fraud', official('annulled-for-fraud'), []],
  ] as const)('of %s: %j', (_what, said, wanted) => {
    expect(codesOf(begin(said))).toEqual(wanted);
  });

  it('is open only in a profession whose registrations cover several', () => {
    const single = { ...entry, ...makeRegistration({ profession: 'cost-2' }) };
    expect(begin({ entry: single })).toMatchObject({ ok: false, refusal: { code: 'rules-not-met' } });
  });

  it('has grounds of the same table, and the person needs to name none', () => {
    expect(groundsOf('employer', 'constructor-2', 'specialties')).toEqual(['practice-ended']);
    const all = groundsOf('department', 'constructor-2');
    expect(all).toEqual(expect.arrayContaining(groundsOf('department', 'constructor-2', 'specialties')));
    expect(rowFor('constructor-2', 'cancel-specialty').initiators).toEqual(['practitioner', 'employer', 'department']);
  });
});

describe('its approval', () => {
  const draft = {
    ...emptyDraft,
    ...{ registrationNumber: entry.number, specialties: ['机电工程'] },
    cancellation: { ...emptyCancellation, ...decision, ground: 'annulled-for-fraud' as const, statement: '经核实。' },
  };
  const application = makeApplication({
    ...{
      profession: 'constructor-2',
      matter: 'cancel-specialty',
      initiator: 'department',
      draft,
      registrations: [entry],
    },
  });

  it('ends the specialty on the ground that was named, and leaves the others', () => {
    const { terms, cancelledOn } = amendedRegistration(application, entry, '2026-03-05');
    expect(terms.map((term) => term.cancellationGround)).toEqual([null, null, 'annulled-for-fraud']);
    expect(cancelledOn).toBeNull();
    // What the person writes there without being asked is no ground.
    const own = amendedRegistration({ ...application, initiator: 'practitioner' }, entry, '2026-03-05');
    expect(own.terms[2]?.cancellationGround).toBe('practice-ended');
  });

  it('bars that specialty alone, for three years from the decision', () => {
    const record = {
      ...application,
      ...{ personId: 'p', formerPersonId: null, employerCreditCode: null, period: null },
    };
    const kept = { working: draft, commitments: {}, stateVersion: 1, registrationNumbers: [] };
    const bar = barAfterApproval({ ...record, ...kept }, '2026-03-05');
    expect(bar).toMatchObject({ specialties: ['机电工程'], until: '2029-02-28' });
    const addition = { profession: 'constructor-2', matter: 'addition' } as const;
    const asking = (today: string, specialties: readonly string[]) =>
      notBarred(bar === null ? [] : [bar], addition, today, specialties).map(({ code }) => code);
    expect(asking('2029-02-28', ['机电工程'])).toEqual(['barred']);
    expect(asking('2029-03-01', ['机电工程'])).toEqual([]);
    expect(asking('2026-03-06', ['公路工程'])).toEqual([]);
    expect(barAfterApproval({ ...record, ...kept, initiator: 'practitioner' }, '2026-03-05')).toBeNull();
  });

  it('is told by a decision in writing that names specialty, ground and remedies', () => {
    const { title, statements } = cancellationNotice(application, '2026-03-05');
    expect(title).toBe('注销专业决定书');
    const text = statements.join('\n');
    for (const part of ['机电工程专业', '其他专业的注册不变', '第六十九条第二款', decision.document, '行政复议']) {
      expect(text).toContain(part);
    }
    const own = cancellationNotice(
      { ...application, initiator: 'practitioner', draft: { ...draft, cancellation: null } },
      '2026-03-05',
    );
    expect(own.statements.join('')).toContain('不再从事该专业执业活动');
  });

  it('is asked for on a form without a photo, which only the holder has', () => {
    expect(formOf(application).withPhoto).toBe(false);
    expect(formOf({ ...application, initiator: 'practitioner' }).withPhoto).toBe(true);
  });

  it('ends in a certificate where an earlier application has a photo for it', () => {
    expect(isCertified({ ...application, certificateSource: 'a-1' })).toBe(true);
    expect(isCertified(application)).toBe(false);
    expect(isCertified({ ...application, initiator: 'practitioner' })).toBe(true);
  });
});
