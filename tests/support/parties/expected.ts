import { findAccount } from '../../../local/services/identity/accounts.ts';
import type { Party } from './party.ts';

/** The invented person behind a party. Throws when the party is none. */
export function personBehind({ account }: Pick<Party, 'account'>) {
  const found = findAccount(account);
  if (found?.party !== 'person') throw new Error(`${account} is no person`);
  return found;
}

/** The invented company behind a party. Throws when the party is none. */
export function companyBehind({ account }: Pick<Party, 'account'>) {
  const found = findAccount(account);
  if (found?.party !== 'legal-person') throw new Error(`${account} is no company`);
  return found;
}
