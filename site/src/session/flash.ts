import type { SessionStorage } from './session.ts';

const key = 'flash';

/** A message for the next page: that something worked and, where that page shows somebody else's case, whom it was about. */
export interface FlashMessage {
  readonly text: string;
  /** The application that it was about. */
  readonly about?: { readonly name: string; readonly number: string | null; readonly address: string };
}

/** Leaves a message for the next page. */
export function leaveFlash(storage: SessionStorage, message: FlashMessage): void {
  storage.setItem(key, JSON.stringify(message));
}

/** Takes the message that the page before left; null when it left none. */
export function takeFlash(storage: SessionStorage): FlashMessage | null {
  const message = storage.getItem(key);
  storage.removeItem(key);
  try {
    const value: unknown = JSON.parse(message ?? 'null');
    return isMessage(value) ? value : null;
  } catch {
    return null;
  }
}

function isMessage(value: unknown): value is FlashMessage {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
}
