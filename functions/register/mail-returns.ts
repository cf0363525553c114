import type { MailReturnView } from '../../api/mail-returns.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { MailReturnEntity, type MailReturnItem, type TransactionEntities } from '../records/entities.ts';

/** What is known of mail that came back to an inbox's owner; undefined when none did since the address was given. */
export async function readMailReturn(inbox: string): Promise<MailReturnItem | undefined> {
  return (await MailReturnEntity.get({ inbox }).go({ consistent: true })).data ?? undefined;
}

/** What a profile with that address shows of it: null when no mail to it came back. */
export function mailReturnView(returned: MailReturnItem | undefined, address: string | null): MailReturnView {
  if (returned === undefined || returned.address !== address) return null;
  return { reason: returned.reason, on: shanghaiDate(new Date(returned.at)) };
}

/** What a profile is saved with: the address, and that it is meant although mail to it came back. */
export interface GivenAddress {
  readonly address: string | null;
  readonly again: boolean;
}

/** The mark after a profile is saved: it stays only where the same address is saved by the way. */
export function keptMailReturn(
  returned: MailReturnItem | undefined,
  { address, again }: GivenAddress,
): MailReturnItem | undefined {
  return returned?.address === address && !again ? returned : undefined;
}

/** The operations by which saving a profile lifts the mark; none when there is none to lift. */
export function liftOperations(
  entities: Pick<TransactionEntities, 'mailReturn'>,
  returned: MailReturnItem | undefined,
  given: GivenAddress,
) {
  if (returned === undefined || keptMailReturn(returned, given) !== undefined) return [];
  return [entities.mailReturn.delete({ inbox: returned.inbox }).commit()];
}
