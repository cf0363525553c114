import { homePages } from './addresses.ts';
import type { Session } from './session.ts';
import { tab } from './tab.ts';

/** Fills the corner of the page header: who is signed in and the way out. Without a sign-in what the page says stays. */
export function showAccount(corner: Element | null): void {
  const session = tab.session();
  if (corner === null || session === null) return;
  const home = document.createElement('a');
  home.href = homePages[session.party];
  home.textContent = session.name;
  home.title = session.name;
  home.className = 'account-name';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = '退出登录';
  button.addEventListener('click', () => signOut(session));
  corner.replaceChildren(home, button);
}

function signOut(session: Session): void {
  tab.signOut();
  location.assign(endSessionAddress(session, location.origin));
}

/** Where signing out leads: to the issuer, which ends its own session and comes back to the home page. */
export function endSessionAddress(session: Pick<Session, 'endSessionUrl' | 'idToken'>, origin: string): string {
  if (session.endSessionUrl === null) return `${origin}/`;
  const url = new URL(session.endSessionUrl);
  url.searchParams.set('id_token_hint', session.idToken);
  url.searchParams.set('post_logout_redirect_uri', `${origin}/`);
  return url.href;
}
