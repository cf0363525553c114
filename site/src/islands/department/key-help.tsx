import { useState } from 'preact/hooks';
import { areKeysOn, type DeskKey, switchKeys } from '../../session/desk-keys.ts';
import { Button } from '../shared/button.tsx';
import { Checkbox } from '../shared/checkbox.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { useKeys } from './use-keys.ts';

/** The list of keys, by a button or `?`, with the switch for them. */
export function KeyHelp({ keys }: { readonly keys: readonly DeskKey[] }) {
  const [open, setOpen] = useState(false);
  const [on, setOn] = useState(() => areKeysOn(localStorage));
  useKeys({ '?': () => setOpen(true) });
  function change(checked: boolean): void {
    switchKeys(localStorage, checked);
    setOn(checked);
  }
  return (
    <>
      <Button kind="plain" onClick={() => setOpen(true)}>
        快捷键
      </Button>
      {open && (
        <Dialog title="快捷键" onClose={() => setOpen(false)}>
          <dl class="keys">
            {[...keys, { key: '?', label: '显示快捷键' }].map(({ key, label }) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{label}</dd>
              </div>
            ))}
          </dl>
          <Checkbox label="使用单键快捷键（关闭后仅保留 Ctrl+Enter）" checked={on} onChange={change} />
          <div class="actions">
            <Button onClick={() => setOpen(false)}>关闭</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
