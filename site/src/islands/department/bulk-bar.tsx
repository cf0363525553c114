import { useState } from 'preact/hooks';
import type { BulkWish } from '../../../../api/department-jobs.ts';
import { mostSelected, wishName } from '../../../../domain/bulk.ts';
import type { DepartmentQueue } from '../../../../domain/staff-access.ts';
import { send } from '../../session/send.ts';
import { jobAddress } from '../../words/jobs.ts';
import { Button } from '../shared/button.tsx';
import { Checkbox } from '../shared/checkbox.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { OpinionForm } from '../shared/opinion-form.tsx';
import type { Selection } from '../shared/use-selection.ts';

/** What can be wished for many cases of a queue; the opinion comes with it. */
const wishes: Readonly<Record<DepartmentQueue, readonly Wish[]>> = {
  acceptance: [{ label: '批量受理', words: null, make: () => ({ action: 'accept' }) }],
  review: [
    {
      label: '批量建议准予',
      words: '审核意见',
      make: (opinion) => ({ action: 'recommend', outcome: 'approve', opinion }),
    },
    {
      label: '批量建议不予',
      words: '审核意见',
      make: (opinion) => ({ action: 'recommend', outcome: 'reject', opinion }),
    },
  ],
  decision: [
    { label: '批量准予', words: '审批意见', make: (opinion) => ({ action: 'decide', decision: 'approve', opinion }) },
    { label: '批量不予', words: '不予的理由', make: (opinion) => ({ action: 'decide', decision: 'reject', opinion }) },
    { label: '批量退回', words: '退回理由', make: (opinion) => ({ action: 'decide', decision: 'send-back', opinion }) },
  ],
  publicity: [],
};

interface Wish {
  readonly label: string;
  /** What the officer writes for all of them; null: nothing. */
  readonly words: string | null;
  readonly make: (opinion: string) => BulkWish;
}

interface BulkBarProps {
  readonly queue: DepartmentQueue;
  /** The cases that the page shows. */
  readonly shown: readonly string[];
  readonly selection: Selection;
}

/** Above a queue: ticks all that is shown, says how many are ticked, and leads to the preview of what is wished for them. */
export function BulkBar({ queue, shown, selection }: BulkBarProps) {
  const [open, setOpen] = useState<Wish | null>(null);
  const { ids, change } = selection;
  const isAll = shown.length > 0 && shown.every((id) => ids.has(id));
  if (wishes[queue].length === 0) return null;
  return (
    <div class="bulk-bar">
      <Checkbox label={`全选列出的 ${shown.length} 项`} checked={isAll} onChange={(all) => change(shown, all)} />
      <p role="status">{ids.size === 0 ? '勾选后可以批量办理' : `已选 ${ids.size} 项`}</p>
      <div class="actions">
        {wishes[queue].map((wish) => (
          <Button key={wish.label} kind="plain" disabled={ids.size === 0} onClick={() => setOpen(wish)}>
            {wish.label}
          </Button>
        ))}
      </div>
      {open !== null && (
        <Dialog title={`${wishName(open.make('…'))}（${ids.size}项）`} onClose={() => setOpen(null)}>
          <p>先逐件预览：能办理的列为“可以批量办理”，其余说明原因。预览不改变任何申请，确认后才办理。</p>
          {ids.size > mostSelected && <p class="error">一次最多选择{mostSelected}项，请减少后再办理。</p>}
          <OpinionForm
            name={`bulk-${queue}-${open.label}`}
            label={open.words}
            maxLength={1000}
            confirm="预览"
            act={async (opinion, key) => {
              const body = { wish: open.make(opinion), ids: [...ids] };
              const { id } = await send('department', 'previewBulk', { body }, key);
              location.assign(jobAddress(id));
            }}
            onDone={() => undefined}
            onReload={() => location.reload()}
          />
        </Dialog>
      )}
    </div>
  );
}
