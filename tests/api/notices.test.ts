import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { inboxFile, receivedEmailSchema } from '../../local/services/email/inbox.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { executionEnd, invokeFunction } from '../support/cloud/aws.ts';
import { checkNothingFailed } from '../support/cloud/cloud-health.ts';
import { messagesAbout, titlesUntil } from '../support/parties/inbox.ts';
import { awsAccess, type LocalCloud, outputsOf, startLocalCloud } from '../support/cloud/local-cloud.ts';
import { until } from '../support/parties/party.ts';
import { sampleCompany, sampleProfile, see, waitFor } from '../support/parties/play.ts';
import { accept, answerCorrection, playOn, prepareStages, type Scene, type Stages } from '../support/parties/scene.ts';
import { streamRecords } from '../support/cloud/stream.ts';

process.env['TABLE_NAME'] ??= 'read by the functions when they are imported';
const { announcementOf } = await import('../../functions/dispatch/announcements.ts');
const { messagesOf } = await import('../../functions/messages/messages.ts');
const { readStreamRecord } = await import('../../functions/records/stream-record.ts');

let cloud: LocalCloud;
let stages: Stages;
let finished: Scene;

beforeAll(async () => {
  cloud = await startLocalCloud({ parameters: { EmailSender: 'notice@registration.example.cn' } });
  stages = await prepareStages(cloud.target, accountsOf(import.meta.filename));
  finished = await playJourney();
});

afterAll(async () => {
  await checkNothingFailed(cloud);
  await cloud.stop();
  await cloud.remove();
});

/** A journey from the draft to the certificate, with a correction on the way. */
async function playJourney(): Promise<Scene> {
  const scene = await stages.at('awaiting-correction');
  await answerCorrection(scene);
  await waitFor(scene.person, scene.id, 'awaiting-acceptance');
  await playOn('awaiting-acceptance', 'approved', scene);
  await titlesUntil('person', scene, '电子证书已签发');
  await titlesUntil('company', scene, '公示期满，准予注册');
  return scene;
}

async function emailsAbout(id: string) {
  const text = await readFile(path.join(cloud.dataFolder, 'email', inboxFile), 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => receivedEmailSchema.parse(JSON.parse(line))).filter((email) => email.text.includes(id));
}

async function subjectsTo(address: string, id: string): Promise<string[]> {
  const emails = (await emailsAbout(id)).filter(({ to }) => to.includes(address));
  return emails.map(({ subject }) => subject).sort();
}

const busEventSchema = z.looseObject({
  'detail-type': z.string(),
  detail: z.looseObject({ applicationId: z.string(), version: z.number() }),
});

/** What the bus was told of an application: version and type, repetitions left out. */
async function busEventsOf(id: string): Promise<string[]> {
  const folder = path.join(cloud.dataFolder, 'logs');
  const names = (await readdir(folder)).filter((name) => name.startsWith('events-'));
  const lines = await Promise.all(
    names.map(async (name) => (await readFile(path.join(folder, name), 'utf8')).split('\n')),
  );
  const events = lines.flat().filter((line) => line.includes(id));
  const told = events.map((line) => busEventSchema.parse(JSON.parse(line)));
  return [...new Set(told.map((event) => `${event.detail.version} ${event['detail-type']}`))].sort();
}

/** Both inboxes of the finished journey. */
async function inboxes() {
  const [person, company] = await Promise.all([messagesAbout('person', finished), messagesAbout('company', finished)]);
  return { person, company };
}

/** Everything twice, and the second time in an order that has nothing to do with the first: as far apart as a step of 7 takes it. */
function outOfOrder<Item>(items: readonly Item[]): Item[] {
  const strides = Array.from({ length: 7 }, (_, offset) => items.filter((__, index) => index % 7 === offset));
  return [...items.toReversed(), ...strides.flat()];
}

async function deliver(output: string, records: readonly unknown[]): Promise<void> {
  for (let start = 0; start < records.length; start += 25) {
    const answer = await invokeFunction(cloud, output, { Records: records.slice(start, start + 25) });
    expect(answer).toEqual({ batchItemFailures: [] });
  }
}

describe('e-mail', () => {
  it('brings every message once to the addresses in the profiles, with a link and nothing personal', async () => {
    const { id, person } = finished;
    const { person: personal, company } = await inboxes();
    // Nobody has verified these addresses, so that the subject tells nothing either.
    const expected = [personal, company].map((messages) => messages.map(() => '您有一条新消息'));
    const addresses = [sampleProfile.email, sampleCompany.contactEmail];
    const subjects = await until('the e-mails', async () => {
      const all = await Promise.all(addresses.map(async (address) => await subjectsTo(address, id)));
      return all.flat().length >= expected.flat().length ? all : undefined;
    });
    expect(subjects).toEqual(expected);
    const { name, idNumber, mobile } = await person.send(practitionerEndpoints.getProfile, {});
    for (const { from, to, text } of await emailsAbout(id)) {
      expect({ from, recipients: to.length }).toEqual({ from: 'notice@registration.example.cn', recipients: 1 });
      const section = to[0] === sampleProfile.email ? 'practitioner' : 'employer';
      expect(text).toContain(`${cloud.target.siteUrl}/${section}/application.html?id=${id}\n`);
      for (const secret of [name, idNumber, mobile]) expect(text).not.toContain(secret);
    }
  });

  it('to an address that is refused stops neither the others nor later ones', async () => {
    const scene = await stages.at('draft');
    const { person, id } = scene;
    await changeEmail(scene, `${'a'.repeat(65)}@example.com`);
    await playOn('draft', 'awaiting-acceptance', scene);
    await until('the company’s e-mail', async () => {
      const subjects = await subjectsTo(sampleCompany.contactEmail, id);
      return subjects.length > 0 ? subjects : undefined;
    });
    await changeEmail(scene, 'mended@example.com');
    await accept(scene);
    await waitFor(person, id, 'under-review');
    await until('the e-mail to the new address', async () => {
      const subjects = await subjectsTo('mended@example.com', id);
      return subjects.length > 0 ? true : undefined;
    });
    expect((await messagesAbout('person', scene)).map(({ title }) => title)).toContain('申请表已生成，等待企业确认');
  });

  it('that comes back holds back no other, tells its owner on the site, and goes out again once another address is given', async () => {
    const scene = await stages.at('draft');
    const { person, id } = scene;
    const back = `bounce+${id}@simulator.amazonses.com`;
    await changeEmail(scene, back);
    await playOn('draft', 'awaiting-acceptance', scene);
    const told = await until('the message that mail came back', async () => {
      const { items } = await person.send(practitionerEndpoints.listMessages, { query: {} });
      return items.find(({ leadsTo }) => leadsTo === 'profile');
    });
    expect(told).toMatchObject({ title: '发往您邮箱的通知邮件被退回', applicationId: null });
    const profile = await person.send(practitionerEndpoints.getProfile, {});
    expect(profile.mailReturn).toMatchObject({ reason: 'bounced' });
    const before = await subjectsTo(back, id);
    await accept(scene);
    await waitFor(person, id, 'under-review');
    await until('the company’s e-mail', async () => {
      const subjects = await subjectsTo(sampleCompany.contactEmail, id);
      return subjects.length > 1 ? subjects : undefined;
    });
    expect(await subjectsTo(back, id)).toEqual(before);
    await changeEmail(scene, 'after@example.com');
    expect((await person.send(practitionerEndpoints.getProfile, {})).mailReturn).toBeNull();
  });

  async function changeEmail({ person }: Scene, email: string): Promise<void> {
    const { version } = await person.send(practitionerEndpoints.getProfile, {});
    await person.send(practitionerEndpoints.changeProfile, { body: { ...sampleProfile, version, email } });
  }
});

describe('the stream of a finished journey, delivered again, out of order and twice', () => {
  it('leaves every message once and none out, sends nothing more, and tells the bus of every step once', async () => {
    const { id, person } = finished;
    const [first] = await messagesAbout('person', finished);
    await person.send(practitionerEndpoints.markMessageRead, { params: { id: first?.id ?? '' } });
    const records = await streamRecords(cloud);
    const events = records.flatMap((record) => {
      const meaning = readStreamRecord(record);
      return meaning?.kind === 'event-appended' && meaning.applicationId === id ? [meaning] : [];
    });
    const view = await see(person, id);
    expect(events.map(({ version }) => version)).toHaveLength(view.timeline.length);
    const expected = events.flatMap((event) => messagesOf(event));
    const before = await inboxes();
    const emails = await emailsAbout(id);

    await deliver('DispatchEventsName', outOfOrder(records));
    const queued = expected.map(({ inbox, messageId, applicationId }) => ({
      messageId: `again-${inbox}-${messageId}`,
      body: JSON.stringify({ inbox, messageId, applicationId }),
    }));
    await deliver('SendMailName', outOfOrder(queued));

    expect(await inboxes()).toEqual(before);
    const idsOf = (inbox: string) =>
      expected
        .filter((message) => message.inbox === inbox)
        .map(({ messageId }) => messageId)
        .sort();
    const personId = events[0]?.personId ?? '';
    const creditCode = events.at(-1)?.employerCreditCode ?? '';
    expect(before.person.map((message) => message.id)).toEqual(idsOf(personId));
    expect(before.company.map((message) => message.id)).toEqual(idsOf(creditCode));
    expect(expected).toHaveLength(before.person.length + before.company.length);
    expect(expected.length).toBeGreaterThan(8);
    expect(await emailsAbout(id)).toEqual(emails);
    expect(await busEventsOf(id)).toEqual(
      events.map((event) => `${event.version} ${announcementOf(event).type}`).sort(),
    );
    expect(await see(person, id)).toEqual(view);
    expect(await executionEnd(cloud, view.number)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('brings back every message that was lost, as it was', async () => {
    const records = await streamRecords(cloud);
    const before = await inboxes();
    const lost = new Set([...before.person, ...before.company].map((message) => message.id));
    await removeMessages(records, lost);
    expect(await inboxes()).toEqual({ person: [], company: [] });
    await deliver('DispatchEventsName', outOfOrder(records));
    const unread = (messages: typeof before.person) => messages.map((message) => ({ ...message, read: false }));
    expect(await inboxes()).toEqual({ person: unread(before.person), company: unread(before.company) });
  });

  const insertedSchema = z.looseObject({
    dynamodb: z.looseObject({
      Keys: z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) }),
      NewImage: z.looseObject({ messageId: z.looseObject({ S: z.string() }).optional() }).optional(),
    }),
  });

  async function removeMessages(records: readonly unknown[], ids: ReadonlySet<string>): Promise<void> {
    const { region, credentials, endpoints } = awsAccess(cloud);
    const client = new DynamoDBClient({ region, credentials, endpoint: endpoints.dynamodb });
    const TableName = (await outputsOf(cloud))['Storage']?.['TableName'];
    for (const record of records) {
      const { Keys, NewImage } = insertedSchema.parse(record).dynamodb;
      if (!ids.has(NewImage?.messageId?.S ?? '')) continue;
      await client.send(new DeleteItemCommand({ TableName, Key: Keys }));
    }
    client.destroy();
  }
});
