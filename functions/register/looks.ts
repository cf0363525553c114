import type { LookView } from '../../api/looks.ts';
import { readPage } from '../platform/paging.ts';
import { done, type Result } from '../platform/refusal.ts';
import { LookEntity, type LookItem } from '../records/entities.ts';

/** The one chain of closed days. */
export const auditChain = 'looks';

/** Who of the staff looked at what of a person, the latest first. */
export async function listLooksAt(personId: string, cursor: string | undefined) {
  const page = await readPage(
    cursor,
    (options) => LookEntity.query.byPerson({ personId }).go({ ...options, order: 'desc' }),
    lookView,
  );
  return latestFirst(page);
}

/** A page of looks in the order of their time: the key orders the windows of five minutes, and within one of them nothing. */
export function latestFirst<View extends { readonly at: string }>(
  page: Result<{ items: View[]; cursor: string | null }>,
) {
  if (!page.ok) return page;
  const items = page.value.items.toSorted((left, right) => (left.at < right.at ? 1 : -1));
  return done({ ...page.value, items });
}

function lookView({ at, kind, subject, staffName }: LookItem): LookView {
  return { at, kind, subject, staffName };
}
