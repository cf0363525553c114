import type { LookView } from '../../api/looks.ts';
import { readPage } from '../platform/paging.ts';
import { LookEntity, type LookItem } from '../records/entities.ts';

/** The one chain of closed days. */
export const auditChain = 'looks';

/** Who of the staff looked at what of a person, the latest first. */
export async function listLooksAt(personId: string, cursor: string | undefined) {
  return await readPage(
    cursor,
    (options) => LookEntity.query.byPerson({ personId }).go({ ...options, order: 'desc' }),
    lookView,
  );
}

function lookView({ at, kind, subject, staffName }: LookItem): LookView {
  return { at, kind, subject, staffName };
}
