import { useEffect, useRef } from 'preact/hooks';
import { areKeysOn, pressedName } from '../../session/desk-keys.ts';

const typing = 'input:not([type=radio]):not([type=checkbox]),textarea,select,[contenteditable]';

/** Acts on the keys of the desk while the page is open and no dialog is before it. Keys that are not named are the browser's. */
export function useKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      const isTyping = event.target instanceof Element && event.target.closest(typing) !== null;
      const name = pressedName(event, isTyping);
      if (name === null || (name !== 'Ctrl+Enter' && !areKeysOn(localStorage))) return;
      const act = latest.current[name];
      if (act === undefined) return;
      event.preventDefault();
      act();
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
