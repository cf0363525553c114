import { type MatterRow, effectOf, matterRows } from '../../domain/catalogue.ts';
import type { ApplicationSummary } from '../../api/application.ts';
import type { QualificationView } from '../../api/people.ts';
import type { PersonCaller } from '../platform/caller.ts';
import { ApplicationEntity, GuardEntity, QualificationEntity } from '../records/entities.ts';
import { openGuardsOf } from '../records/open-guards.ts';
import { done, type Result } from '../platform/refusal.ts';
import { summaryView } from '../cases/views.ts';
import { qualificationOf } from '../records/register-items.ts';

const entryRows = matterRows.filter((row) => effectOf(row).grants === 'qualification');

/** The caller's qualifications, and the entries of others that are not decided yet. */
export async function listQualifications(
  caller: PersonCaller,
): Promise<Result<{ items: QualificationView[]; entries: ApplicationSummary[] }>> {
  const { personId } = caller;
  const [{ data }, ...entries] = await Promise.all([
    QualificationEntity.query.person({ personId }).go({ pages: 'all' }),
    ...entryRows.map((row) => openEntry(personId, row)),
  ]);
  return done({
    items: data.map(qualificationOf).map((item) => ({ ...item, specialties: [...item.specialties] })),
    entries: entries.filter((entry) => entry !== undefined),
  });
}

/** The entry that is open in a profession: the guard of open applications names it, so no list has to be searched. */
async function openEntry(personId: string, { profession, matter }: MatterRow): Promise<ApplicationSummary | undefined> {
  const { data: open } = await GuardEntity.get(openGuardsOf({ personId, profession, matter })).go({ consistent: true });
  const [applicationId] = open.map(({ holder }) => holder);
  if (applicationId === undefined) return undefined;
  const { data: item } = await ApplicationEntity.get({ applicationId }).go({ consistent: true });
  return item !== null && effectOf(item).grants === 'qualification' ? summaryView(item) : undefined;
}
