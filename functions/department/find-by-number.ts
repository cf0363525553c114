import type { RegistrationView } from '../../api/people.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { numbersMeant } from '../../domain/numbering.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { entriesByNumber } from '../register/entries-by-number.ts';
import { entryFor } from '../register/register-view.ts';
import { withinQuota } from '../records/quotas.ts';
import { done, type Result } from '../platform/refusal.ts';

/** Finds the entries of the register that somebody can mean who types a number: one, none, or one for each series in which the digits are a number. */
export async function findRegistration(
  caller: StaffCaller,
  number: string,
  now: Date,
): Promise<Result<{ items: (RegistrationView & { version: number })[] }>> {
  return await withinQuota({ quota: 'staff-search', owner: caller.staffId, now }, async () => {
    const items = await entriesByNumber(numbersMeant(number));
    return done({ items: items.map((item) => entryFor('department', item, shanghaiDate(now))) });
  });
}
