import { useEffect, useState } from 'preact/hooks';
import { ownPage } from '../../session/addresses.ts';
import { type FlashMessage, takeFlash } from '../../session/flash.ts';
import { Notice } from './notice.tsx';

/**
 * What the page before has to say: that something worked. What it was about stands in a box of its own, with its name, so that nobody takes
 * it for the case that is shown now.
 */
export function Flash() {
  const [message, setMessage] = useState<FlashMessage | null>(null);
  useEffect(() => setMessage(takeFlash(sessionStorage)), []);
  if (message === null) return null;
  const { text, about } = message;
  if (about === undefined) return <Notice tone="good" title={text} />;
  return (
    <aside class="flash" role="status" aria-label="上一件的办理结果">
      <p class="flash-label">上一件</p>
      <p>
        <a href={ownPage(about.address) ?? '/department.html'}>
          {about.name}
          {about.number !== null && `（受理编号 ${about.number}）`}
        </a>
        ：{text}
      </p>
    </aside>
  );
}
