import type { ApplicationView } from '../../../../api/application.ts';
import type { QualificationView } from '../../../../api/people.ts';
import { rowOf } from '../../../../domain/application.ts';
import { servesRow } from '../../../../domain/eligibility.ts';
import { send } from '../../lib/send.ts';
import { type Loading, useLoad } from '../shared/use-load.ts';

/** The qualifications of the caller on which an application may rest. */
export function useQualifications(application: ApplicationView): Loading<QualificationView[]> {
  const row = rowOf(application);
  return useLoad(application.id, async () => {
    const { items } = await send('practitioner', 'listQualifications', {});
    return items.filter((item) => item.profession === row.profession && servesRow(row, item));
  });
}
