import { useEffect, useState } from 'preact/hooks';
import { Notice } from '../shared/notice.tsx';

/** Recommends Chrome (manual 二（一）) where the browser lacks something that these pages use; others are not bothered. */
export function BrowserAdvice() {
  const [old, setOld] = useState(false);
  useEffect(() => setOld(!('showModal' in HTMLDialogElement.prototype) || !CSS.supports('selector(:has(a))')), []);
  if (!old) return null;
  return (
    <Notice tone="warn" title="您的浏览器版本较旧，部分功能可能无法使用。">
      <p>推荐使用最新版 Chrome（谷歌浏览器）办理。</p>
    </Notice>
  );
}
