import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { AwsJsonError } from '../../ground/aws-json/error.ts';
import type { Demand } from '../../ground/caller.ts';
import { localAccount, localPartition, localRegion } from '../../ground/local-account.ts';
import type { RestAnswer, RestHandler } from '../../ground/aws-json/server.ts';
import type { EventBus } from '../events/settings.ts';
import { returnedEvent } from './returned.ts';

/** Settings of the local SES. */
export interface EmailSettings {
  /** Address that counts as a verified identity. */
  readonly sender: string;
  /** Folder of the inbox, for example `LOCAL_DATA/email`. */
  readonly dataFolder: string;
  /** The configuration sets of the template, and which events each publishes. */
  readonly sets: ReadonlyMap<string, ReadonlySet<string>>;
  /** Publishes on the default bus. */
  readonly publish: EventBus['publish'];
  readonly now?: () => Date;
}

/** Name of the file in the inbox's folder: one e-mail per line, see {@link receivedEmailSchema}. */
export const inboxFile = 'inbox.jsonl';

/** An e-mail that was taken, as a line of the inbox. */
export const receivedEmailSchema = z.strictObject({
  messageId: z.string(),
  receivedAt: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
});

const messageTag = z.string().regex(/^[A-Za-z0-9_.@-]{1,256}$/u);
const contentSchema = z.strictObject({ Data: z.string(), Charset: z.literal('UTF-8') });
// What the product sends: plain text to named addresses. Anything else is refused, so that it is noticed here.
const requestSchema = z.strictObject({
  FromEmailAddress: z.string(),
  Destination: z.strictObject({ ToAddresses: z.array(z.string()).min(1).max(50) }),
  // "MessageTag": what events of the e-mail bear.
  EmailTags: z.array(z.strictObject({ Name: messageTag, Value: messageTag })).default([]),
  ConfigurationSetName: z.string(),
  Content: z.strictObject({
    Simple: z.strictObject({
      // A line break would begin another header.
      Subject: contentSchema.refine(({ Data }) => !/[\r\n]/u.test(Data), 'a line break in the subject'),
      Body: z.strictObject({ Text: contentSchema }),
    }),
  }),
});

/**
 * The operation `SendEmail` of SES v2: takes what the real one would take from a verified sender and writes it to the inbox, where
 * tests and people read it; nothing leaves the machine.
 */
export function startEmail(settings: EmailSettings): RestHandler {
  const file = path.join(settings.dataFolder, inboxFile);
  mkdirSync(settings.dataFolder, { recursive: true });
  const take = async (body: unknown): Promise<RestAnswer> => {
    const { email, tags, configurationSet } = checked(body, settings);
    const messageId = randomUUID();
    const receivedAt = (settings.now?.() ?? new Date()).toISOString();
    const received: z.output<typeof receivedEmailSchema> = { messageId, receivedAt, ...email };
    appendFileSync(file, `${JSON.stringify(received)}\n`, { mode: 0o600 });
    const returned = returnedEvent({ ...received, tags, configurationSet });
    if (returned !== undefined && settings.sets.get(configurationSet)?.has(returned.type) === true) {
      await settings.publish(returned.event);
    }
    return { body: { MessageId: messageId } };
  };
  return ({ method, path: asked, body, caller }) => {
    if (method !== 'POST' || asked !== '/v2/email/outbound-emails') return undefined;
    return new Promise((resolve) => {
      caller.demand(sending(body));
      resolve(take(body));
    });
  };
}

// "Actions, resources, and condition keys for Amazon SES": the resource is the identity by which the sender counts as verified, here the address itself.
// So is the configuration set.
function sending(body: unknown): Demand[] {
  const text = z.string().default('');
  const asked = z.looseObject({ FromEmailAddress: text, ConfigurationSetName: text }).safeParse(body).data;
  const from = asked?.FromEmailAddress ?? '';
  return [`identity/${from}`, `configuration-set/${asked?.ConfigurationSetName ?? ''}`].map((name) => ({
    action: 'ses:SendEmail',
    resource: `arn:${localPartition}:ses:${localRegion}:${localAccount}:${name}`,
    context: { 'ses:FromAddress': from },
  }));
}

function checked(body: unknown, { sender, sets }: EmailSettings) {
  const { data, error } = requestSchema.safeParse(body);
  if (data === undefined) throw new AwsJsonError('BadRequestException', z.prettifyError(error));
  const {
    FromEmailAddress: from,
    ConfigurationSetName: configurationSet,
    EmailTags: tags,
    Destination,
    Content,
  } = data;
  if (!sets.has(configurationSet)) {
    throw new AwsJsonError('NotFoundException', `Configuration set <${configurationSet}> does not exist.`);
  }
  const to = Destination.ToAddresses;
  const wrong = to.find((address) => !isAddress(address));
  if (wrong !== undefined) throw new AwsJsonError('BadRequestException', `Illegal address: ${wrong}`);
  if (from !== sender) {
    throw new AwsJsonError('MessageRejected', `Email address is not verified: ${from}`);
  }
  const email = { from, to, subject: Content.Simple.Subject.Data, text: Content.Simple.Body.Text.Data };
  return { email, tags, configurationSet };
}

/** ASCII, with a domain of at least two labels, and as long as RFC 5321 (4.5.3.1) lets the parts be. */
function isAddress(text: string): boolean {
  const [, local = '', domain = ''] = /^([!-?A-~]+)@((?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+)$/u.exec(text) ?? [];
  return local.length > 0 && local.length <= 64 && domain.length <= 255;
}
