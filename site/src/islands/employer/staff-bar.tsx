import { useState } from 'preact/hooks';
import { mostPeopleAtOnce } from '../../../../domain/several-people.ts';
import type { RegistrationView } from '../../../../api/people.ts';
import { Button } from '../shared/button.tsx';
import { Checkbox } from '../shared/checkbox.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { later } from '../shared/later.tsx';
import type { Selection } from '../shared/use-selection.ts';

const CancelSeveral = later(async () => (await import('./cancel-several.tsx')).CancelSeveral);

interface StaffBarProps {
  readonly items: readonly RegistrationView[];
  readonly selection: Selection;
  /** Told once the dialog in which something was begun is closed. */
  readonly onDone: () => void;
}

/** Above the list: ticks all that is shown, says how many are ticked, and leads to what is done with several. */
export function StaffBar({ items, selection, onDone }: StaffBarProps) {
  // Those who are ticked when it is opened, whatever the list shows after.
  const [people, setPeople] = useState<readonly RegistrationView[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [begun, setBegun] = useState(false);
  const { ids, change } = selection;
  const shown = items.map(({ number }) => number);
  const chosen = items.filter(({ number }) => ids.has(number));
  const close = () => {
    // What is being sent has no other place where it is told what came of it.
    if (busy) return;
    setPeople(null);
    if (begun) onDone();
    setBegun(false);
  };
  // Who was not begun stays ticked, to be tried again.
  const untick = (numbers: readonly string[]) => {
    change(numbers, false);
    setBegun(true);
  };
  return (
    <div class="bulk-bar">
      <Checkbox
        label={`全选列出的 ${items.length} 人`}
        checked={chosen.length === items.length}
        onChange={(all) => change(shown, all)}
      />
      <p role="status">{chosen.length === 0 ? '勾选后可以一并申请注销' : `已选 ${chosen.length} 人`}</p>
      <div class="actions">
        <Button kind="plain" disabled={chosen.length === 0} onClick={() => setPeople(chosen)}>
          批量申请注销
        </Button>
      </div>
      {people !== null && (
        <Dialog title={`批量申请注销（${people.length}人）`} wide onClose={close}>
          {people.length > mostPeopleAtOnce ? (
            <>
              <p class="error">一次最多选择{mostPeopleAtOnce}人，请减少后再办理。</p>
              <div class="actions">
                <Button kind="plain" onClick={close}>
                  返回
                </Button>
              </div>
            </>
          ) : (
            <CancelSeveral people={people} onBusy={setBusy} onBegun={untick} onClose={close} />
          )}
        </Dialog>
      )}
    </div>
  );
}
