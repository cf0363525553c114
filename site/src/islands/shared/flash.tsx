import { useEffect, useState } from 'preact/hooks';
import { takeFlash } from '../../session/flash.ts';
import { Notice } from './notice.tsx';

/** What the page before has to say: that something worked. */
export function Flash() {
  const [message, setMessage] = useState<string | null>(null);
  useEffect(() => setMessage(takeFlash(sessionStorage)), []);
  return message === null ? null : <Notice tone="good" title={message} />;
}
