import type { Context } from 'aws-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import { companyChange, profileChange } from '../../api/people.ts';
import { startTestTable } from '../records/test-table.ts';
import type { CompanyCaller, PersonCaller } from '../platform/caller.ts';
import type { Mail } from '../platform/mail.ts';

const engine = await startTestTable();
const { handler } = await import('./handler.ts');
const { mailMessage } = await import('./mail-message.ts');
const { changeProfile, getProfile } = await import('../practitioner/profile.ts');
const { changeCompany, getCompany } = await import('../employer/company.ts');
const { MailReturnEntity, MessageEntity } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-02T01:00:00.000Z');
const address = 'bounce@simulator.amazonses.com';

/** What SES says of an e-mail, as the rule hands it to the queue. */
function said(inbox: string, { mailId = 'mail-1', bounceType = 'Permanent', to = address, complaint = '' } = {}) {
  const mail = {
    messageId: mailId,
    destination: [to],
    tags: { 'ses:configuration-set': ['registration'], inbox: [inbox] },
  };
  const what =
    complaint === ''
      ? { 'detail-type': 'Email Bounced', detail: { eventType: 'Bounce', bounce: { bounceType }, mail } }
      : {
          'detail-type': 'Email Complaint Received',
          detail: { complaint: { complaintFeedbackType: complaint }, mail },
        };
  return JSON.stringify({ source: 'aws.ses', time: '2026-03-02T00:59:58Z', ...what });
}

async function tell(...bodies: string[]) {
  const Records = bodies.map((body, index) => ({ messageId: String(index), body }));
  expect(await handler({ Records } as never, { functionName: 'SendMail' } as Context)).toEqual({
    batchItemFailures: [],
  });
}

const messagesOf = async (inbox: string) => (await MessageEntity.query.inbox({ inbox }).go()).data;

/** The addresses to which a new message of an inbox goes out. */
async function mailedTo(inbox: string): Promise<string[]> {
  const sent: Mail[] = [];
  const message = { inbox, messageId: `001772413200000-${crypto.randomUUID()}` };
  await MessageEntity.put({ ...message, at: now.toISOString(), title: '申请已受理', text: 'x', read: false }).go();
  const sendMail = (mail: Mail) => Promise.resolve((sent.push(mail), 'sent' as const));
  await mailMessage(message, { siteUrl: 'https://registration.example.cn', sendMail }, now);
  return sent.map(({ to }) => to);
}

const caller = { party: 'person', name: '张明远', idType: '居民身份证', idNumber: '320106198803150016' } as const;

async function person(email: string) {
  const personId = crypto.randomUUID();
  const self = { ...caller, sub: personId, phone: null, personId } as unknown as PersonCaller;
  const profile = {
    ...{ mobile: '13912345678', ethnicity: '汉族', education: '本科', school: '江南演示大学', major: '土木工程' },
    ...{ graduatedOn: '2012-06-30', address: '南京' },
  };
  const save = async (part: { email: string; addressAgain?: boolean }) => {
    const seen = await getProfile(self);
    const version = seen.ok ? seen.value.version : 0;
    const result = await changeProfile(self, profileChange.parse({ version, ...profile, ...part }), null, now);
    return result.ok ? result.value.mailReturn : result.refusal.code;
  };
  await save({ email });
  return { inbox: personId, save, see: async () => await getProfile(self) };
}

describe('mail to an address that comes back for good', () => {
  it('is the last: the person is told in the inbox, once, however often SES says it, and sees it on the profile', async () => {
    const { inbox, see } = await person(address);
    expect(await mailedTo(inbox)).toEqual([address]);
    await tell(said(inbox), said(inbox));
    await tell(said(inbox), said(inbox, { mailId: 'mail-2' }));
    const about = (await messagesOf(inbox)).filter(({ leadsTo }) => leadsTo === 'profile');
    expect(about).toMatchObject([
      {
        ...{ title: '发往您邮箱的通知邮件被退回', read: false },
        text: `平台发往${address}的通知邮件被退回，对方邮件系统无法投递。平台不再向这个邮箱发送邮件，站内消息照常送达。请在“基本信息”更换电子邮箱；邮箱无误的，可以在那里确认后继续使用。`,
      },
    ]);
    expect(await see()).toMatchObject({ value: { mailReturn: { reason: 'bounced', on: '2026-03-02' } } });
    expect(await mailedTo(inbox)).toEqual([]);
  });

  it('is sent again to another address, and to the first when it is given anew', async () => {
    const { inbox, save } = await person(address);
    await tell(said(inbox));
    expect(await save({ email: 'other@example.com' })).toBeNull();
    expect(await mailedTo(inbox)).toEqual(['other@example.com']);
    expect(await save({ email: address })).toBeNull();
    expect(await mailedTo(inbox)).toEqual([address]);
  });

  it('is sent again to the same address when the person says so, not when the profile is saved for another reason', async () => {
    const { inbox, save } = await person(address);
    await tell(said(inbox));
    expect(await save({ email: address })).toMatchObject({ reason: 'bounced' });
    expect(await mailedTo(inbox)).toEqual([]);
    expect(await save({ email: address, addressAgain: true })).toBeNull();
    expect(await mailedTo(inbox)).toEqual([address]);
    // What was told of the first e-mail may be told once more; a second one that comes back is news.
    await tell(said(inbox));
    expect(await mailedTo(inbox)).toEqual([address]);
    await tell(said(inbox, { mailId: 'mail-2' }));
    expect(await mailedTo(inbox)).toEqual([]);
  });

  it('holds back nothing when the profile names another address by now, or the person is not known', async () => {
    const { inbox } = await person('other@example.com');
    await tell(said(inbox), said('nobody'));
    expect(await messagesOf(inbox)).toEqual([]);
    expect(await mailedTo(inbox)).toEqual(['other@example.com']);
    expect((await MailReturnEntity.get({ inbox: 'nobody' }).go()).data).toBeNull();
  });

  it('holds back nothing when it may pass', async () => {
    const { inbox } = await person(address);
    await tell(said(inbox, { bounceType: 'Transient' }), said(inbox, { bounceType: 'Undetermined' }));
    await tell(said(inbox, { complaint: 'not-spam' }));
    expect(await messagesOf(inbox)).toEqual([]);
    expect(await mailedTo(inbox)).toEqual([address]);
  });

  it('is a company’s too, also when its reader calls it spam', async () => {
    const creditCode = '91320508000010014J';
    const self = {
      party: 'legal-person',
      sub: 's',
      name: '演示公司',
      representative: '某人',
      creditCode,
    } as CompanyCaller;
    const change = {
      ...{ division: '320106', address: '南京', contactName: '陈联络', contactMobile: '13812345678' },
      ...{ contactEmail: address, qualifications: [] },
    };
    await changeCompany(self, companyChange.parse({ version: 0, ...change }), null, now);
    await tell(said(creditCode, { complaint: 'abuse' }));
    expect(await getCompany(self)).toMatchObject({ value: { mailReturn: { reason: 'complained', on: '2026-03-02' } } });
    expect(await messagesOf(creditCode)).toMatchObject([
      { title: '您的邮箱把通知邮件标记为垃圾邮件', text: expect.stringContaining('请在“企业信息”更换') as string },
    ]);
    expect(await mailedTo(creditCode)).toEqual([]);
    const again = companyChange.parse({ version: 1, ...change, addressAgain: true });
    expect(await changeCompany(self, again, null, now)).toMatchObject({ value: { mailReturn: null } });
    expect(await mailedTo(creditCode)).toEqual([address]);
  });
});

it('an event that is not as SES documents it fails, and is kept with the dead letters', async () => {
  const body = JSON.stringify({ source: 'aws.ses', 'detail-type': 'Email Bounced', detail: {} });
  const Records = [{ messageId: '7', body }];
  const answer = await handler({ Records } as never, { functionName: 'SendMail' } as Context);
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] });
});
