import { send } from './send.ts';
import type { SessionParty } from './session.ts';
import { tab } from './tab.ts';

const apis = { person: 'practitioner', 'legal-person': 'employer' } as const;

/** Writes the number of unread messages on the way to them. Whoever is not signed in, or signed in as another party, sees none. */
export async function showUnread(place: HTMLElement | null, party: SessionParty): Promise<void> {
  const session = tab.session();
  if (place === null || party === 'staff' || session?.party !== party) return;
  // The number is a help: a page without it is whole.
  const answer = await send(apis[party], 'countUnread', {}).catch(() => null);
  if (answer === null || answer.unread === 0) return;
  place.textContent = unreadText(answer.unread);
  place.setAttribute('aria-label', `${unreadText(answer.unread)} 条未读`);
  place.hidden = false;
}

/** A count as the badge shows it: the API counts to 100. */
export function unreadText(unread: number): string {
  return unread > 99 ? '99+' : String(unread);
}
