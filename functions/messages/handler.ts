import { environment } from '../platform/environment.ts';
import { sendMail } from '../platform/mail.ts';
import { streamHandler } from '../platform/stream-handler.ts';
import { mailMessage } from './mail-message.ts';

/** The Lambda handler of inserted messages: an e-mail for each whose owner has an address. */
export const handler = streamHandler('MAIL_FAILED', (record) =>
  mailMessage(record, { sendMail, siteUrl: environment.siteUrl() }, new Date()),
);
