import { applicationStates } from '../../domain/states.ts';
import { describe, expect, it, beforeAll } from 'vitest';
import { actions, actors, decideTransition } from '../../domain/lifecycle.ts';
import { asks, rowOf } from '../../domain/catalogue.ts';
import { lifecycleFacts } from '../../domain/lifecycle-facts.ts';
import { unprintableCharacters } from '../../domain/printable.ts';
import type { AppendedEvent } from '../records/stream-record.ts';

process.env['TABLE_NAME'] ??= 'unused';
let messagesOf: (typeof import('./messages.ts'))['messagesOf'];
let messageRows: (typeof import('./message-rows.ts'))['messageRows'];
let announcementOf: (typeof import('../dispatch/announcements.ts'))['announcementOf'];
beforeAll(async () => {
  ({ messagesOf } = await import('./messages.ts'));
  ({ messageRows } = await import('./message-rows.ts'));
  ({ announcementOf } = await import('../dispatch/announcements.ts'));
});

function makeEvent(overrides: Partial<AppendedEvent>): AppendedEvent {
  return {
    kind: 'event-appended',
    applicationId: 'A1B2-c3',
    version: 12,
    at: '2026-03-02T01:00:00.000Z',
    action: 'accept',
    actorParty: 'staff',
    from: 'awaiting-acceptance',
    to: 'under-review',
    number: 'ZS20260302000001',
    submission: 1,
    profession: 'constructor-2',
    matter: 'initial',
    personId: 'person-1',
    employerCreditCode: '91320508000010014J',
    ...overrides,
  };
}

const partyOfActor = {
  practitioner: 'practitioner',
  employer: 'employer',
  'former-employer': 'former-employer',
  'former-identity': 'former-identity',
  acceptance: 'staff',
  review: 'staff',
  decision: 'staff',
  system: 'system',
} as const;

const matters = [
  { profession: 'constructor-2', matter: 'initial' },
  { profession: 'architect-2', matter: 'out-of-province-entry' },
  { profession: 'constructor-2', matter: 'renewal' },
  { profession: 'cost-2', matter: 'change-employer', formerEmployerCreditCode: '91320000MA1F0RMERX' },
  { profession: 'cost-2', matter: 'change-personal', formerPersonId: 'person-2' },
  { profession: 'structural-2', matter: 'cancellation' },
  { profession: 'structural-2', matter: 'cancellation', initiator: 'employer' },
  { profession: 'structural-2', matter: 'cancellation', initiator: 'department' },
] as const;

/** Every event that the lifecycle can write of these matters. */
const everyEvent = () =>
  matters.flatMap((matter) =>
    (['practitioner', 'employer'] as const).flatMap((addressee) =>
      (['awaiting-acceptance', 'under-review'] as const).flatMap((asked) => {
        const initiator = 'initiator' in matter ? matter.initiator : 'practitioner';
        const correction = { from: asked, addressee, items: [], laterReason: null };
        const asksFormerIdentity = 'formerPersonId' in matter;
        const facts = lifecycleFacts({ ...matter, initiator, correction, asksFormerIdentity });
        // Where nobody is asked for release no application comes to wait for it.
        const states = applicationStates.filter((state) => state !== 'awaiting-release' || facts.release !== null);
        return states.flatMap((from) =>
          actions.flatMap((action) =>
            actors.flatMap((actor) => {
              const decision = decideTransition(from, action, actor, facts);
              if (!decision.ok) return [];
              const actorParty = partyOfActor[actor];
              const reason = '材料不清晰。';
              return [makeEvent({ action, from, to: decision.to, actorParty, addressee, reason, ...matter })];
            }),
          ),
        );
      }),
    ),
  );

/** What nobody else needs to know of: a cancellation until its form is there, and an employer's until it is sealed. No such application is returned. */
function isUnknownYet({ initiator, action, from = 'draft' }: AppendedEvent): boolean {
  if (initiator === undefined) return action === 'submit';
  if (action === 'confirm') return initiator === 'department';
  if (initiator === 'department' && action === 'documents-ready') return false;
  return ['draft', 'submitted', 'awaiting-employer', 'returned', 'awaiting-release'].includes(from);
}

describe('messages', () => {
  it('of a claim to a former identity go to the employers of its registrations too, whomever the applicant names', () => {
    const claim = { profession: 'cost-2', matter: 'change-personal', formerPersonId: 'person-2' } as const;
    const event = makeEvent({ ...claim, action: 'documents-ready', from: 'submitted', to: 'awaiting-employer' });
    const messages = messagesOf(event, ['91320000MA1F0RMERX', '91320508000010014J']);
    const told = messages.filter(({ inbox }) => inbox === '91320000MA1F0RMERX');
    expect(told.map(({ title, applicationId }) => [title, applicationId])).toEqual([
      ['有人申请变更在册人员的证件号码', undefined],
    ]);
    // The one that the applicant names is asked to confirm, and told once.
    expect(messages.filter(({ inbox }) => inbox === '91320508000010014J')).toHaveLength(1);
  });

  it('speak of who was asked: a former employer of a change of employer, a holder of a change of identity', () => {
    for (const event of everyEvent().filter((each) => asks(rowOf(each).effect, 'formerIdNumber'))) {
      for (const { title, text } of messagesOf(event)) expect(title + text).not.toContain('原聘用企业');
    }
    for (const event of everyEvent().filter((each) => rowOf(each).release)) {
      for (const { title, text } of messagesOf(event)) expect(title + text).not.toContain('原证件');
    }
  });

  it('never go to whoever acted', () => {
    for (const event of everyEvent()) {
      const inboxes = messagesOf(event).map(({ inbox }) => inbox);
      if (event.actorParty === 'practitioner') expect(inboxes).not.toContain('person-1');
      if (event.actorParty === 'employer') expect(inboxes).not.toContain('91320508000010014J');
    }
  });

  it('go once to each party at most, with every placeholder filled in', () => {
    for (const event of everyEvent()) {
      const messages = messagesOf(event);
      expect(new Set(messages.map(({ inbox }) => inbox)).size).toBe(messages.length);
      for (const { text } of messages) {
        expect(text).not.toMatch(/[{}]|undefined|。。/);
        expect(unprintableCharacters(text)).toEqual([]);
      }
    }
  });

  it('reach the practitioner whenever somebody else changes the state, but for the department’s inner steps', () => {
    const inner = ['recommend', 'send-back'];
    const others = everyEvent().filter(({ actorParty }) => actorParty !== 'practitioner');
    for (const event of others.filter((candidate) => !isUnknownYet(candidate))) {
      const told = messagesOf(event).some(({ inbox }) => inbox === 'person-1');
      expect([event.action, event.from, told]).toEqual([event.action, event.from, !inner.includes(event.action)]);
    }
  });

  it('have no row that nothing can cause', () => {
    const sent = new Set(everyEvent().flatMap((event) => messagesOf(event).map(({ text }) => text)));
    const issuing = ['issue-certificate', 'reissue-certificate', 'supplement', 'amend-employer'] as const;
    const holding = ['hold-review', 'resume-review'] as const;
    const records = [...issuing, ...holding];
    const issued = [
      ...issuing.flatMap((action) => messagesOf(makeEvent({ action, actorParty: 'system', to: 'approved' }))),
      ...holding.flatMap((action) => messagesOf(makeEvent({ action, actorParty: 'staff', to: 'under-review' }))),
    ];
    expect(messageRows.length).toBeLessThanOrEqual(sent.size + issued.length);
    for (const row of messageRows) expect([...actions, ...records]).toContain(row.action);
    for (const row of messageRows) for (const state of row.from ?? []) expect(applicationStates).toContain(state);
  });

  it('say of a hold and its end what was decided and where its paper is, each in a sentence of its own', () => {
    const of = (action: 'hold-review' | 'resume-review', reason: string) =>
      messagesOf(makeEvent({ action, actorParty: 'staff', to: 'under-review', reason })).map(({ text }) => text);
    expect(of('hold-review', '。')).toHaveLength(2);
    for (const text of of('hold-review', '的时间不计入审查期限。待专家组意见。'))
      expect(text).toMatch(/待专家组意见。不计入审查期限告知书可在平台下载，其间无需操作。$/u);
    for (const text of of('resume-review', '自2026年3月9日起继续计算审查期限。'))
      expect(text).toMatch(/继续计算审查期限。恢复计算审查期限告知书可在平台下载，无需操作。$/u);
  });

  it('ask only the addressee for a correction', () => {
    const asked = { action: 'request-correction', to: 'awaiting-correction', addressee: 'employer' } as const;
    const [employer, practitioner] = messagesOf(makeEvent({ ...asked, reason: '1．合同：不清晰。' }));
    expect([employer?.title, practitioner?.title]).toEqual(['请补正申请材料', '已通知企业补正材料']);
    expect(employer?.text).toContain('需要贵单位补正：1．合同：不清晰。请在');
  });

  it('say the same under the same id when the event comes again, in the order of time', () => {
    const [first] = messagesOf(makeEvent({}));
    expect(first).toMatchObject({ inbox: 'person-1', messageId: '001772413200000-a1b2-c3-12', read: false });
    const [later] = messagesOf(makeEvent({ at: '2026-03-02T01:00:00.001Z' }));
    expect(later!.messageId > first!.messageId).toBe(true);
  });

  it('name the applicant to others, and only the matter to the applicant, so that no two of them look alike', () => {
    const messages = messagesOf(makeEvent({ applicantName: '张演示' }));
    expect(messages.map(({ inbox, about }) => [inbox, about])).toEqual([
      ['person-1', '二级注册建造师初始注册'],
      ['91320508000010014J', '张演示 · 二级注册建造师初始注册'],
    ]);
    for (const { title } of everyEvent().flatMap((event) => messagesOf({ ...event, applicantName: '张演示' }))) {
      expect(title, 'a title is the subject of an e-mail').not.toContain('张演示');
    }
  });

  it('skip an employer that is not known yet', () => {
    const messages = messagesOf(makeEvent({ action: 'reject', to: 'rejected', employerCreditCode: undefined }));
    expect(messages.map(({ inbox }) => inbox)).toEqual(['person-1']);
  });
});

describe('announcements', () => {
  it('tell what happened and nothing personal', () => {
    const announcement = announcementOf(makeEvent({ reason: '张某的材料', action: 'refuse', to: 'not-accepted' }));
    expect(announcement).toEqual({
      type: 'ApplicationRefused',
      at: '2026-03-02T01:00:00.000Z',
      detail: {
        applicationId: 'A1B2-c3',
        number: 'ZS20260302000001',
        profession: 'constructor-2',
        matter: 'initial',
        from: 'awaiting-acceptance',
        to: 'not-accepted',
        at: '2026-03-02T01:00:00.000Z',
        version: 12,
      },
    });
  });
});
