import type { ApplicationSummary } from '../../api/application.ts';
import type { RegistrationView } from '../../api/people.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { numbersMeant } from '../../domain/numbering.ts';
import { takesPart } from '../cases/case.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { ApplicationEntity, GuardEntity } from '../records/entities.ts';
import { entriesByNumber } from '../register/entries-by-number.ts';
import { entryFor } from '../register/register-view.ts';
import { withinQuota } from '../records/quotas.ts';
import { done, type Result } from '../platform/refusal.ts';
import { summaryView } from '../cases/views.ts';

/** Finds the submitted application of a number: a list of one or none. The number's guard names its application. */
export async function findApplication(
  caller: StaffCaller,
  number: string,
  now: Date,
): Promise<Result<{ items: ApplicationSummary[] }>> {
  return await withinQuota({ quota: 'staff-search', owner: caller.staffId, now }, async () => {
    const guard = { kind: 'application-number', value: number } as const;
    const { data: taken } = await GuardEntity.get(guard).go();
    if (taken === null) return done({ items: [] });
    const { data: item } = await ApplicationEntity.get({ applicationId: taken.holder }).go({ consistent: true });
    return done({ items: item !== null && takesPart(item, caller) ? [summaryView(item)] : [] });
  });
}

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
