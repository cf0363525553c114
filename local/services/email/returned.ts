import { localAccount, localPartition, localRegion } from '../../ground/local-account.ts';
import type { PublishedEvent } from '../events/settings.ts';

/** An e-mail that was taken, as its events tell of it. */
export interface TakenEmail {
  readonly messageId: string;
  readonly receivedAt: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly configurationSet: string;
  readonly tags: readonly { readonly Name: string; readonly Value: string }[];
}

/**
 * What SES says of an e-mail to its mailbox simulator ("Using the mailbox simulator"): `bounce@` comes back for good, `complaint@` is called spam, either with a
 * label (`bounce+1@`). Undefined for every other address.
 */
export function returnedEvent(email: TakenEmail): { type: 'bounce' | 'complaint'; event: PublishedEvent } | undefined {
  const [, kind] = /^(bounce|complaint)(?:\+[^@]*)?@simulator\.amazonses\.com$/u.exec(email.to[0] ?? '') ?? [];
  if (kind !== 'bounce' && kind !== 'complaint') return undefined;
  const set = `arn:${localPartition}:ses:${localRegion}:${localAccount}:configuration-set/${email.configurationSet}`;
  const about = { timestamp: email.receivedAt, feedbackId: email.messageId };
  const recipients = email.to.map((emailAddress) => ({ emailAddress }));
  const said = {
    bounce: { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients: recipients, ...about },
    complaint: { complaintFeedbackType: 'abuse', complainedRecipients: recipients, ...about },
  }[kind];
  const names = { bounce: ['Email Bounced', 'Bounce'], complaint: ['Email Complaint Received', 'Complaint'] } as const;
  const [detailType, eventType] = names[kind];
  const tags = {
    'ses:configuration-set': [email.configurationSet],
    ...Object.fromEntries(email.tags.map(({ Name, Value }) => [Name, [Value]])),
  };
  const mail = {
    ...{ timestamp: email.receivedAt, source: email.from, messageId: email.messageId },
    ...{ destination: [...email.to], tags },
  };
  const detail = { eventType, [kind]: said, mail };
  return { type: kind, event: { source: 'aws.ses', 'detail-type': detailType, detail, resources: [set] } };
}
