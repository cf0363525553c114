import * as z from 'zod';

/** That e-mail to the address of a profile came back, why and since when; null when it did not. Nothing is sent to it until it is given again. */
export const mailReturnView = z.object({ reason: z.enum(['bounced', 'complained']), on: z.string() }).nullable();
export type MailReturnView = z.infer<typeof mailReturnView>;

/** That the address is meant, although mail to it came back. */
export const addressAgain = z.boolean().default(false);
