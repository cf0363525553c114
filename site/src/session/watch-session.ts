import { signInAddress } from './addresses.ts';
import { storedSession } from './session.ts';
import { type SessionWords, sessionWords } from './session-words.ts';
import { onSessionChange, type Standing, tab } from './tab.ts';

const lookMilliseconds = 10_000;
/** Who has done nothing for so long may have left the computer to somebody else: the session is not renewed by itself. */
const restMilliseconds = 10 * 60_000;

/**
 * Watches the session of the page: renews it while somebody uses the page, otherwise announces its end in `place` with a way to go on, and
 * says when it has ended. The page stays as it is, and the focus where it is.
 */
export function watchSession(place: HTMLElement | null): void {
  if (place === null) return;
  let used = Date.now();
  let renewing = false;
  let refused = false;
  for (const event of ['pointerdown', 'keydown', 'scroll'] as const) {
    addEventListener(event, () => (used = Date.now()), { passive: true, capture: true });
  }

  async function renew(): Promise<boolean> {
    if (renewing) return true;
    renewing = true;
    try {
      // Few pages live until then: what renews is fetched when it is needed.
      const renewal = await import('./renewal.ts');
      return await renewal.renew().catch(() => false);
    } finally {
      renewing = false;
    }
  }

  async function look(): Promise<void> {
    const standing = tab.standing();
    const inUse = !document.hidden && Date.now() - used < restMilliseconds;
    if (standing === 'ended' && storedSession(localStorage)?.renewal !== null) tab.end();
    if (standing === 'ending' && inUse && !refused) refused = !(await renew());
    show(place, tab.standing(), act);
  }

  async function act(standing: Standing): Promise<void> {
    used = Date.now();
    if (standing === 'another') location.reload();
    else if (standing !== 'ending' || !(await renew())) leaveForSignIn();
    else show(place, tab.standing(), act);
  }

  const again = () => void look();
  onSessionChange(again);
  document.addEventListener('visibilitychange', again);
  setInterval(again, lookMilliseconds);
  again();
}

function show(place: HTMLElement | null, standing: Standing, act: (standing: Standing) => Promise<void>): void {
  const session = storedSession(localStorage);
  const words = sessionWords(standing, {
    left: (session?.expiresAt ?? 0) - Date.now(),
    name: session?.name ?? '',
    typed: keepsTyped(),
  });
  if (words === null) place?.replaceChildren();
  else if (place?.querySelector('p')?.textContent !== words.text) place?.replaceChildren(...parts(words, standing, act));
}

function parts(
  { text, action }: SessionWords,
  standing: Standing,
  act: (standing: Standing) => Promise<void>,
): HTMLElement[] {
  const said = document.createElement('p');
  said.textContent = text;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.textContent = action;
  button.addEventListener('click', () => void act(standing));
  return [said, button];
}

function keepsTyped(): boolean {
  const page = `typed:${location.pathname}${location.search}:`;
  return Object.keys(sessionStorage).some((key) => key.startsWith(page));
}

function leaveForSignIn(): void {
  const session = storedSession(localStorage);
  if (session === null) return;
  const { pathname, search, hash } = location;
  location.assign(signInAddress(session.party, `${pathname}${search}${hash}`));
}
