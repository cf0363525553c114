import { correlated } from '../platform/correlation.ts';
import { environment } from '../platform/environment.ts';
import { sendMail } from '../platform/mail.ts';
import { readQueuedMail } from '../platform/mail-queue.ts';
import { queueHandler } from '../platform/queue-handler.ts';
import { mailMessage } from './mail-message.ts';

/** The Lambda handler of the queue of e-mails: one for each message whose owner has an address. */
export const handler = queueHandler('MAIL_FAILED', async (body) => {
  const mail = readQueuedMail(body);
  await correlated(
    mail.correlationId,
    async () => await mailMessage(mail, { sendMail, siteUrl: environment.siteUrl() }, new Date()),
  );
});
