import type { SessionStorage } from './session.ts';

const key = 'flash';

/** Leaves a message for the next page. */
export function leaveFlash(storage: SessionStorage, message: string): void {
  storage.setItem(key, message);
}

/** Takes the message that the page before left; null when it left none. */
export function takeFlash(storage: SessionStorage): string | null {
  const message = storage.getItem(key);
  storage.removeItem(key);
  return message;
}
