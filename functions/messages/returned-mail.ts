import { isCreditCode } from '../../domain/identifiers.ts';
import { logger } from '../platform/logger.ts';
import type { ReturnedMail } from '../platform/returned-mail.ts';
import { type MessageItem, table } from '../records/entities.ts';
import { messageIdAt } from '../records/message-id.ts';

/**
 * Sends nothing more to an address whose mail came back for good, and tells its owner in the inbox. One transaction: the mark, the message, and that the address is
 * still the profile's, so that another one given meanwhile is not held back. Told again of the same e-mail it changes nothing, also when the owner has since
 * said that the address is right. What may pass is logged alone. Throws when it should be tried again.
 */
export async function noteReturnedMail(returned: ReturnedMail): Promise<void> {
  const { inbox, address, reason, mailId, at } = returned;
  if (!returned.final) {
    logger.info('an e-mail came back, which may pass', { code: 'MAIL_RETURNED_ONCE', mailId, reason });
    return;
  }
  const { canceled } = await table.transaction
    .write((entities) => [
      isCreditCode(inbox)
        ? entities.employer
            .check({ creditCode: inbox })
            .where(({ contactEmail }, { eq }) => eq(contactEmail, address))
            .commit()
        : entities.practitioner
            .check({ personId: inbox })
            .where(({ email }, { eq }) => eq(email, address))
            .commit(),
      entities.mailReturn
        .put({ inbox, address, reason, at })
        .where((held, { ne, notExists }) => `${notExists(held.address)} OR ${ne(held.address, address)}`)
        .commit(),
      entities.message.create(messageOf(returned)).commit(),
    ])
    .go();
  if (canceled) logger.info('known, or another address by now', { code: 'MAIL_RETURN_KNOWN', mailId });
  else logger.info('mail to an address came back', { code: 'MAIL_RETURNED', mailId, reason });
}

const reasons = {
  bounced: { title: '发往您邮箱的通知邮件被退回', what: '被退回，对方邮件系统无法投递' },
  complained: { title: '您的邮箱把通知邮件标记为垃圾邮件', what: '被标记为垃圾邮件' },
} as const satisfies Record<ReturnedMail['reason'], object>;

function messageOf({ inbox, address, reason, mailId, at }: ReturnedMail): MessageItem {
  const page = isCreditCode(inbox) ? '企业信息' : '基本信息';
  const { title, what } = reasons[reason];
  return {
    inbox,
    // Follows from the e-mail: a repetition, whenever it comes, is the same message.
    messageId: messageIdAt(at, `mail-return-${mailId}`),
    at,
    title,
    text: `平台发往${address}的通知邮件${what}。平台不再向这个邮箱发送邮件，站内消息照常送达。请在“${page}”更换电子邮箱；邮箱无误的，可以在那里确认后继续使用。`,
    leadsTo: 'profile',
    read: false,
  };
}
