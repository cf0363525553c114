import type { Context, SQSRecord } from 'aws-lambda';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { messageAddress } from '../../site/src/session/addresses.ts';
import { startTestTable } from '../records/test-table.ts';
import type { MessageItem } from '../records/entities.ts';
import type { Mail } from '../platform/mail.ts';
import type { QueuedMail } from '../platform/mail-queue.ts';

const engine = await startTestTable();
const { mailMessage, matterPath } = await import('./mail-message.ts');
const { handler } = await import('./handler.ts');
const { MessageEntity, EmployerEntity, PractitionerEntity } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const company = '91320508000010014J';
const now = new Date('2026-03-02T01:00:00.000Z');
const refusedAddress = 'refused@example.com';
const failingAddress = 'failing@example.com';
let sent: Mail[];
beforeEach(() => {
  sent = [];
});

const ports = {
  siteUrl: 'https://registration.example.cn/',
  sendMail: (mail: Mail) => {
    if (mail.to === failingAddress) return Promise.reject(new Error('throttled'));
    if (mail.to === refusedAddress) return Promise.resolve('refused' as const);
    sent.push(mail);
    return Promise.resolve('sent' as const);
  },
};

async function givenMessage(overrides: Partial<MessageItem> = {}): Promise<MessageItem> {
  const message = {
    inbox: crypto.randomUUID(),
    messageId: `001772413200000-${crypto.randomUUID()}`,
    at: now.toISOString(),
    title: '申请已受理',
    text: '您的申请已受理，现正审核。',
    applicationId: 'a1b2',
    read: false,
    ...overrides,
  };
  await MessageEntity.put(message).go();
  return message;
}

async function givenPerson(email?: string): Promise<string> {
  const personId = crypto.randomUUID();
  await PractitionerEntity.put({ personId, version: 1, ...(email === undefined ? {} : { email }) }).go();
  return personId;
}

/** What the queue brings of a message. */
function queuedOf({ inbox, messageId }: Pick<MessageItem, 'inbox' | 'messageId'>): QueuedMail {
  return { inbox, messageId, applicationId: 'a1b2' };
}

async function mailedAt({ inbox, messageId }: MessageItem): Promise<string | undefined> {
  return (await MessageEntity.get({ inbox, messageId }).go()).data?.mailedAt;
}

describe('an inserted message', () => {
  it('goes to the address in the practitioner’s profile and says that there is news, nothing of what it is', async () => {
    const message = await givenMessage({ inbox: await givenPerson('zhang@example.com') });
    await mailMessage(queuedOf(message), ports, now);
    expect(sent).toEqual([
      {
        inbox: message.inbox,
        to: 'zhang@example.com',
        subject: '您有一条新消息',
        text: [
          '您在江苏省二级注册执业人员注册平台有一条新消息，请登录平台查看。\n',
          '查看：https://registration.example.cn/practitioner/application.html?id=a1b2\n',
          '本邮件由江苏省二级注册执业人员注册平台自动发送，请勿回复。\n',
        ].join('\n'),
      },
    ]);
    expect(await mailedAt(message)).toBe(now.toISOString());
  });

  it('goes to the contact of a company, and leads to its own page', async () => {
    const names = { name: '演示公司', representative: '某人', qualifications: [], version: 1 };
    await EmployerEntity.put({ creditCode: company, contactEmail: 'contact@example.com', ...names }).go();
    await mailMessage(queuedOf(await givenMessage({ inbox: company })), ports, now);
    expect(sent).toMatchObject([{ to: 'contact@example.com' }]);
    expect(sent[0]?.text).toContain('https://registration.example.cn/employer/application.html?id=a1b2\n');
  });

  it('is not sent again when it is delivered again', async () => {
    const record = queuedOf(await givenMessage({ inbox: await givenPerson('zhang@example.com') }));
    await mailMessage(record, ports, now);
    await mailMessage(record, ports, new Date('2026-03-02T02:00:00.000Z'));
    expect(sent).toHaveLength(1);
  });

  it('is sent again after a failure, and not lost', async () => {
    const message = await givenMessage({ inbox: await givenPerson('zhang@example.com') });
    const record = queuedOf(message);
    const failing = { ...ports, sendMail: () => Promise.reject(new Error('an outage')) };
    await expect(mailMessage(record, failing, now)).rejects.toThrow('an outage');
    expect(await mailedAt(message)).toBeUndefined();
    await mailMessage(record, ports, now);
    expect(sent).toHaveLength(1);
  });

  it('stays in the inbox alone when there is no address, or SES refuses it', async () => {
    const without = await givenMessage({ inbox: await givenPerson() });
    const unknown = await givenMessage();
    const refused = await givenMessage({ inbox: await givenPerson(refusedAddress) });
    for (const message of [without, unknown, refused]) {
      await mailMessage(queuedOf(message), ports, now);
      expect(await mailedAt(message)).toBeUndefined();
    }
    expect(sent).toEqual([]);
  });
});

describe('the link', () => {
  it.each([
    ['practitioner', 'person-hash', 'a&b'],
    ['practitioner', 'person-hash', undefined],
    ['employer', company, 'a&b'],
    ['employer', company, undefined],
  ] as const)('of a message to a %s is the site’s own', (party, inbox, applicationId) => {
    expect(matterPath(inbox, applicationId)).toBe(messageAddress(party, applicationId ?? null));
  });
});

describe('a batch', () => {
  it('reports exactly the records that failed', async () => {
    const context = { functionName: 'SendMail', awsRequestId: 'test' } as Context;
    const record = (messageId: string, body: string) => ({ messageId, body }) as SQSRecord;
    const fine = record('11', JSON.stringify(queuedOf(await givenMessage())));
    const Records = [fine, record('12', '{"inbox":"x"}')];
    expect(await handler({ Records }, context)).toEqual({ batchItemFailures: [{ itemIdentifier: '12' }] });
  });
});
