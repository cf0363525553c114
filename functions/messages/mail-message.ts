import { isCreditCode } from '../../domain/identifiers.ts';
import { EmployerEntity, MessageEntity, PractitionerEntity } from '../records/entities.ts';
import { readMailReturn } from '../register/mail-returns.ts';
import { conditionHeld } from '../records/condition.ts';
import { logger } from '../platform/logger.ts';
import type { Mail } from '../platform/mail.ts';
import type { QueuedMail } from '../platform/mail-queue.ts';

/** What the e-mails need besides the table. */
export interface MailPorts {
  readonly sendMail: (mail: Mail) => Promise<'sent' | 'refused'>;
  /** Origin of the site. */
  readonly siteUrl: string;
}

/**
 * Tells by e-mail of a message, at the address in the profile of its person or company.
 * Nobody has verified that address, so the e-mail says that there is news and where, and nothing of what it is (docs/adr/0016). Without one, when SES refuses the address, or when mail to it came back (returned-mail.ts), the message in the inbox is all there is. The message is marked once SES has
 * taken the e-mail, so that one that is queued or delivered again sends nothing. Only a crash between the two, some ten milliseconds, lets
 * the next delivery send it a second time: twice is better here than never. Throws when the mail should be tried again.
 */
export async function mailMessage(message: QueuedMail, { sendMail, siteUrl }: MailPorts, now: Date): Promise<void> {
  const { inbox, messageId } = message;
  const [{ data: stored }, to, returned] = await Promise.all([
    MessageEntity.get({ inbox, messageId }).go({ consistent: true }),
    addressOf(inbox),
    readMailReturn(inbox),
  ]);
  if (stored === null || stored.mailedAt !== undefined || to === undefined) return;
  if (returned?.address === to) {
    logger.info('mail to this address came back', { code: 'MAIL_HELD_BACK', messageId });
    return;
  }
  const outcome = await sendMail({ inbox, to, subject: mailSubject, text: mailText(message, siteUrl) });
  if (outcome === 'refused') {
    logger.warn('an address is refused', { code: 'MAIL_REFUSED', messageId });
    return;
  }
  await mark(inbox, messageId, now);
}

/** Where a message leads on the site: to its application or, when it is about a registration, to 我的证照 or 在册人员. */
export function matterPath(inbox: string, applicationId: string | undefined): string {
  const isCompany = isCreditCode(inbox);
  if (applicationId === undefined) {
    return isCompany ? '/employer/registrations.html' : '/practitioner/certificates.html';
  }
  return `/${isCompany ? 'employer' : 'practitioner'}/application.html?id=${encodeURIComponent(applicationId)}`;
}

async function addressOf(inbox: string): Promise<string | undefined> {
  if (isCreditCode(inbox)) return (await EmployerEntity.get({ creditCode: inbox }).go()).data?.contactEmail;
  return (await PractitionerEntity.get({ personId: inbox }).go()).data?.email;
}

const mailSubject = '您有一条新消息';

function mailText({ inbox, applicationId }: QueuedMail, siteUrl: string): string {
  const link = `${siteUrl.replace(/\/$/u, '')}${matterPath(inbox, applicationId)}`;
  return `您在江苏省二级注册执业人员注册平台有一条新消息，请登录平台查看。\n\n查看：${link}\n\n本邮件由江苏省二级注册执业人员注册平台自动发送，请勿回复。\n`;
}

async function mark(inbox: string, messageId: string, now: Date): Promise<void> {
  await conditionHeld(
    MessageEntity.patch({ inbox, messageId })
      .set({ mailedAt: now.toISOString() })
      .where(({ mailedAt }, { notExists }) => notExists(mailedAt))
      .go(),
  );
}
