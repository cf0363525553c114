import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  BadRequestException,
  MessageRejected,
  NotFoundException,
  SendEmailCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AwsJsonServer, startAwsJson } from '../../ground/aws-json/server.ts';
import type { PublishedEvent } from '../events/settings.ts';
import { inboxFile, receivedEmailSchema, startEmail } from './inbox.ts';

const sender = 'notice@registration.example.cn';
const access = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret' } };
const dataFolder = mkdtempSync(path.join(tmpdir(), 'email-'));
const published: PublishedEvent[] = [];
let server: AwsJsonServer;

beforeAll(async () => {
  const email = startEmail({
    ...{ sender, dataFolder, now: () => new Date(1500) },
    sets: new Map([['registration', new Set(['bounce'])]]),
    publish: (event) => Promise.resolve(void published.push(event)),
  });
  server = await startAwsJson({ port: 0, ...access, services: {}, restServices: [email] });
});
afterAll(async () => {
  await server.stop();
  rmSync(dataFolder, { recursive: true });
});

async function send({
  from = sender,
  to = ['zhang@example.com'],
  subject = '申请已受理',
  charset = 'UTF-8',
  set = 'registration',
}) {
  const client = new SESv2Client({ endpoint: server.url, ...access, maxAttempts: 1 });
  const content = (Data: string) => ({ Data, Charset: charset });
  return await client.send(
    new SendEmailCommand({
      FromEmailAddress: from,
      ConfigurationSetName: set,
      EmailTags: [{ Name: 'inbox', Value: 'somebody' }],
      Destination: { ToAddresses: to },
      Content: { Simple: { Subject: content(subject), Body: { Text: content('您的申请\n已受理。') } } },
    }),
  );
}

test('takes an e-mail of the verified sender into the inbox', async () => {
  const { MessageId } = await send({});
  const lines = readFileSync(path.join(dataFolder, inboxFile), 'utf8').trim().split('\n');
  expect(lines.map((line) => receivedEmailSchema.parse(JSON.parse(line)))).toEqual([
    {
      messageId: MessageId,
      receivedAt: '1970-01-01T00:00:01.500Z',
      from: sender,
      to: ['zhang@example.com'],
      subject: '申请已受理',
      text: '您的申请\n已受理。',
    },
  ]);
});

test('tells of an e-mail to the mailbox simulator what the configuration set publishes, as SES does', async () => {
  const { MessageId } = await send({ to: ['bounce+7@simulator.amazonses.com'] });
  await send({ to: ['complaint@simulator.amazonses.com'] });
  await send({ to: ['success@simulator.amazonses.com'] });
  expect(published).toMatchObject([
    {
      ...{ source: 'aws.ses', 'detail-type': 'Email Bounced' },
      detail: {
        bounce: { bounceType: 'Permanent' },
        mail: {
          ...{ messageId: MessageId, destination: ['bounce+7@simulator.amazonses.com'] },
          tags: { 'ses:configuration-set': ['registration'], inbox: ['somebody'] },
        },
      },
    },
  ]);
});

test.each([
  ['a configuration set that is not there', { set: 'other' }, NotFoundException],
  ['a sender that is not verified', { from: 'other@example.cn' }, MessageRejected],
  ['an address without a domain', { to: ['zhang'] }, BadRequestException],
  ['an address with a name', { to: ['张 <zhang@example.com>'] }, BadRequestException],
  ['an address with Chinese letters', { to: ['张@example.com'] }, BadRequestException],
  ['an address that is too long', { to: [`${'a'.repeat(65)}@example.com`] }, BadRequestException],
  ['nobody to send to', { to: [] }, BadRequestException],
  ['a subject of two lines', { subject: '一\r\nBcc: other@example.com' }, BadRequestException],
  ['another character set', { charset: 'GB18030' }, BadRequestException],
])('refuses %s', async (_, request, error) => {
  await expect(send(request)).rejects.toBeInstanceOf(error);
  expect(readFileSync(path.join(dataFolder, inboxFile), 'utf8').trim().split('\n')).toHaveLength(4);
});
