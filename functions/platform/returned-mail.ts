import * as z from 'zod';

/** Tag of an e-mail that says whose inbox it tells of; SES brings it back with what becomes of the e-mail. */
export const inboxTag = 'inbox';

const mailSchema = z.looseObject({
  messageId: z.string(),
  destination: z.tuple([z.string()]),
  tags: z.looseObject({ [inboxTag]: z.tuple([z.string()]) }),
});
// "Examples of event data that Amazon SES publishes to EventBridge".
const eventSchema = z.discriminatedUnion('detail-type', [
  z.looseObject({
    'detail-type': z.literal('Email Bounced'),
    time: z.iso.datetime(),
    detail: z.looseObject({ mail: mailSchema, bounce: z.looseObject({ bounceType: z.string() }) }),
  }),
  z.looseObject({
    'detail-type': z.literal('Email Complaint Received'),
    time: z.iso.datetime(),
    detail: z.looseObject({
      mail: mailSchema,
      complaint: z.looseObject({ complaintFeedbackType: z.string().nullish() }),
    }),
  }),
]);

/** What became of an e-mail of ours. */
export interface ReturnedMail {
  readonly inbox: string;
  /** Where it was sent. A server that passed it on names another one. */
  readonly address: string;
  /** Id of the e-mail at SES. */
  readonly mailId: string;
  /** When it came back: the same however often this is told. */
  readonly at: string;
  readonly reason: 'bounced' | 'complained';
  /** Whether the next e-mail would fare no better. */
  readonly final: boolean;
}

const sourceSchema = z.looseObject({ source: z.literal('aws.ses') });

/** What an event of SES says; undefined for a body that is none. Throws for an event that is not as SES documents it. */
export function readReturnedMail(body: string): ReturnedMail | undefined {
  const event: unknown = JSON.parse(body);
  if (!sourceSchema.safeParse(event).success) return undefined;
  const returned = eventSchema.parse(event);
  const { tags, destination, messageId: mailId } = returned.detail.mail;
  const about = {
    inbox: tags[inboxTag][0],
    address: destination[0],
    mailId,
    at: new Date(returned.time).toISOString(),
  };
  // `Transient` and `Undetermined` may have to do with that mail or that day alone ("Bounce types").
  return returned['detail-type'] === 'Email Bounced'
    ? { ...about, reason: 'bounced', final: returned.detail.bounce.bounceType === 'Permanent' }
    : { ...about, reason: 'complained', final: returned.detail.complaint.complaintFeedbackType !== 'not-spam' };
}
