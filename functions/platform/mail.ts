import { BadRequestException, SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { correlationId } from './correlation.ts';
import { environment } from './environment.ts';
import { inboxTag } from './returned-mail.ts';
import { impatient, withTimeLimits } from './time-limit.ts';

// Adaptive: sends no faster than the account may, once SES has said so.
const client = withTimeLimits(new SESv2Client({ ...impatient, retryMode: 'adaptive' }), 5000, 10_000);

/** An e-mail in plain text to one address. */
export interface Mail {
  /** Whose inbox it tells of: with what becomes of the e-mail SES says it again. */
  readonly inbox: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * Hands an e-mail to SES, from the sender of the deployment. `refused`: this address or text will never be accepted. Throws for
 * what may pass or concerns every e-mail: throttling, an outage, a sender that is not verified.
 */
export async function sendMail({ inbox, to, subject, text }: Mail): Promise<'sent' | 'refused'> {
  const content = (Data: string) => ({ Data, Charset: 'UTF-8' });
  const id = correlationId();
  const correlation = id === undefined ? [] : [{ Name: 'correlation', Value: id }];
  try {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: environment.emailSender(),
        Destination: { ToAddresses: [to] },
        ConfigurationSetName: environment.emailConfigurationSet(),
        EmailTags: [{ Name: inboxTag, Value: inbox }, ...correlation],
        Content: { Simple: { Subject: content(subject), Body: { Text: content(text) } } },
      }),
    );
    return 'sent';
  } catch (error) {
    if (error instanceof BadRequestException) return 'refused';
    throw error;
  }
}
