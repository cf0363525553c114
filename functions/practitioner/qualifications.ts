import type { ApplicationSummary } from '../../api/application.ts';
import type { QualificationView } from '../../api/people.ts';
import { matterRows, type ProfessionCode } from '../../domain/catalogue.ts';
import type { PersonCaller } from '../platform/caller.ts';
import { ApplicationEntity, GuardEntity, QualificationEntity } from '../platform/entities.ts';
import { done, type Result } from '../platform/refusal.ts';
import { openApplicationGuard } from '../platform/transition.ts';
import { summaryView } from '../platform/views.ts';
import { qualificationOf } from './standing.ts';

const entryRows = matterRows.filter(({ effect }) => effect === 'qualification');

/** The caller's qualifications, and the entries of others that are not decided yet. */
export async function listQualifications(
  caller: PersonCaller,
): Promise<Result<{ items: QualificationView[]; entries: ApplicationSummary[] }>> {
  const { personId } = caller;
  const [{ data }, ...entries] = await Promise.all([
    QualificationEntity.query.person({ personId }).go({ pages: 'all' }),
    ...entryRows.map(({ profession }) => openEntry(personId, profession)),
  ]);
  return done({
    items: data
      .map(qualificationOf)
      .map((item) => ({ ...item, specialties: [...item.specialties], source: item.source ?? 'provincial-list' })),
    entries: entries.filter((entry) => entry !== undefined),
  });
}

/** The entry that is open in a profession: the guard of open applications names it, so no list has to be searched. */
async function openEntry(personId: string, profession: ProfessionCode): Promise<ApplicationSummary | undefined> {
  const guard = { kind: 'open-application', value: openApplicationGuard({ personId, profession }) } as const;
  const { data: open } = await GuardEntity.get(guard).go({ consistent: true });
  if (open === null) return undefined;
  const { data: item } = await ApplicationEntity.get({ applicationId: open.holder }).go({ consistent: true });
  const isEntry = item !== null && entryRows.some(({ matter }) => matter === item.matter);
  return isEntry ? summaryView(item) : undefined;
}
