import { correlated } from '../platform/correlation.ts';
import { environment } from '../platform/environment.ts';
import { sendMail } from '../platform/mail.ts';
import { readQueuedMail } from '../platform/mail-queue.ts';
import { queueHandler } from '../platform/queue-handler.ts';
import { readReturnedMail } from '../platform/returned-mail.ts';
import { mailMessage } from './mail-message.ts';
import { noteReturnedMail } from './returned-mail.ts';

/** The Lambda handler of the queue of e-mails: one for each message whose owner has an address, and what SES says of those that came back. */
export const handler = queueHandler('MAIL_FAILED', async (body) => {
  const returned = readReturnedMail(body);
  if (returned !== undefined) {
    await noteReturnedMail(returned);
    return;
  }
  const mail = readQueuedMail(body);
  await correlated(
    mail.correlationId,
    async () => await mailMessage(mail, { sendMail, siteUrl: environment.siteUrl() }, new Date()),
  );
});
