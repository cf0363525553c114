/** A key of the desk: which (`KeyboardEvent.key`, with `Ctrl+` before it where that is held), and what it does. */
export interface DeskKey {
  readonly key: string;
  readonly label: string;
}

/** What of a key press the desk looks at. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
}

/** The storage name under which an officer switches the single keys off (WCAG 2.1.4: whoever speaks to a computer presses keys unawares). */
const switchedOff = 'desk-keys-off';

/** True unless the officer has switched the single keys off in this browser. */
export function areKeysOn(storage: Pick<Storage, 'getItem'>): boolean {
  return storage.getItem(switchedOff) === null;
}

/** Switches the single keys on or off for this browser. */
export function switchKeys(storage: Pick<Storage, 'setItem' | 'removeItem'>, on: boolean): void {
  if (on) storage.removeItem(switchedOff);
  else storage.setItem(switchedOff, 'yes');
}

/** The name of a pressed key as the desk's keys are named; null for a press that is none of the desk's: typing, or a browser's own. */
export function pressedName(pressed: PressedKey, isTyping: boolean): string | null {
  const { key, ctrlKey, metaKey, altKey, isComposing } = pressed;
  if (isComposing || altKey) return null;
  if (ctrlKey || metaKey) return key === 'Enter' ? 'Ctrl+Enter' : null;
  if (isTyping) return null;
  return key.length === 1 ? key.toLowerCase() : key;
}
