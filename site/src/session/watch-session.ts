import { keepsTypedText } from '../forms/typed-text.ts';
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
export function watchSession(place: HTMLElement): void {
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

type Act = (standing: Standing) => Promise<void>;

function show(place: HTMLElement, standing: Standing, act: Act): void {
  const session = storedSession(localStorage);
  const words = sessionWords(standing, {
    left: (session?.expiresAt ?? 0) - Date.now(),
    name: session?.name ?? '',
    typed: keepsTypedText(Object.keys(sessionStorage), `${location.pathname}${location.search}`),
  });
  if (words === null) {
    place.replaceChildren();
    return;
  }
  const [said, button] = [place.querySelector('p'), place.querySelector('button')];
  // A button that somebody is about to press stays; the time left beside it changes.
  if (said === null || button?.textContent !== words.action) place.replaceChildren(...parts(words, standing, act));
  else if (said.textContent !== words.text) said.textContent = words.text;
}

function parts({ text, action }: SessionWords, standing: Standing, act: Act): HTMLElement[] {
  const said = document.createElement('p');
  said.textContent = text;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.textContent = action;
  button.addEventListener('click', () => void act(standing));
  return [said, button];
}

function leaveForSignIn(): void {
  const session = storedSession(localStorage);
  if (session === null) return;
  const { pathname, search, hash } = location;
  location.assign(signInAddress(session.party, `${pathname}${search}${hash}`));
}
