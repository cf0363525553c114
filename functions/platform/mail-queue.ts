import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { environment } from './environment.ts';
import { impatient, withTimeLimits } from './time-limit.ts';

const client = withTimeLimits(new SQSClient(impatient), 2000, 5000);

const queuedMail = z.object({
  inbox: z.string(),
  messageId: z.string(),
  applicationId: z.string().optional(),
  correlationId: z.string().optional(),
});

/** Of which message an e-mail is to tell. */
export type QueuedMail = z.output<typeof queuedMail>;

/** Queues the e-mail that tells of a message; does nothing where no sender is configured. Throws when the queue does not take it. */
export async function queueMail(message: QueuedMail): Promise<void> {
  const QueueUrl = environment.mailQueueUrl();
  if (QueueUrl === '') return;
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(queuedMail.parse(message)) }));
}

/** The message of which a body of the queue tells. Throws when it is not as the product writes it. */
export function readQueuedMail(body: string): QueuedMail {
  return queuedMail.parse(JSON.parse(body));
}
