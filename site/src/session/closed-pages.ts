import { mayRead, type StaffReading, staffReads } from '../../../domain/staff-access.ts';
import { tab } from './tab.ts';

/** Hides the pages of the navigation that the signed-in member of staff may not read; without a session everything stays. */
export function hideClosedPages(page: ParentNode): void {
  const session = tab.session();
  if (session?.party !== 'staff') return;
  for (const item of page.querySelectorAll<HTMLElement>('[data-reads]')) {
    const { reads } = item.dataset;
    item.hidden = isReading(reads) && !mayRead(reads, session.roles);
  }
}

function isReading(text: string | undefined): text is StaffReading {
  return text !== undefined && text in staffReads;
}
