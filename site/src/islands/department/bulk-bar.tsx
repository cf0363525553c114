import { useState } from 'preact/hooks';
import type { BulkWish } from '../../../../api/department-jobs.ts';
import { mostFound, mostSelected, wishName } from '../../../../domain/bulk.ts';
import type { DepartmentQueue } from '../../../../domain/staff-access.ts';
import type { DeskFilter } from '../../session/queue-filter.ts';
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
  /** What the queue is narrowed by. */
  readonly filter: DeskFilter;
  /** The cases that the page shows. */
  readonly shown: readonly string[];
  readonly selection: Selection;
}

/** Above a queue: ticks all that is shown or all that the filter finds, says how many that is, and leads to the preview of what is wished for them. */
export function BulkBar({ queue, filter, shown, selection }: BulkBarProps) {
  const [open, setOpen] = useState<Wish | null>(null);
  const { ids, all, change, chooseAll } = selection;
  const isAllShown = !all && shown.length > 0 && shown.every((id) => ids.has(id));
  const isNone = !all && ids.size === 0;
  const chosen = all ? '符合条件的全部' : `${ids.size}项`;
  if (wishes[queue].length === 0) return null;
  return (
    <div class="bulk-bar">
      <div class="bulk-ticks">
        <Checkbox
          label={`全选列出的 ${shown.length} 项`}
          checked={isAllShown}
          onChange={(ticked) => change(shown, ticked)}
        />
        <Checkbox label="符合条件的全部，含未列出的" checked={all} onChange={chooseAll} />
      </div>
      <p role="status">{isNone ? '勾选后可以批量办理' : all ? '已选符合条件的全部' : `已选 ${ids.size} 项`}</p>
      <div class="actions">
        {wishes[queue].map((wish) => (
          <Button key={wish.label} kind="plain" disabled={isNone} onClick={() => setOpen(wish)}>
            {wish.label}
          </Button>
        ))}
      </div>
      {open !== null && (
        <Dialog title={`${wishName(open.make('…'))}（${chosen}）`} onClose={() => setOpen(null)}>
          <p>先逐件预览：能办理的列为“可以批量办理”，其余说明原因。预览不改变任何申请，确认后才办理。</p>
          {all && (
            <p>预览逐页查看符合条件的申请，最多{mostFound}项；办理时不再符合条件、或者预览后有变化的，不办理并说明。</p>
          )}
          {!all && ids.size > mostSelected && <p class="error">一次最多选择{mostSelected}项，请减少后再办理。</p>}
          <OpinionForm
            name={`bulk-${queue}-${open.label}`}
            label={open.words}
            maxLength={1000}
            confirm="预览"
            act={async (opinion, key) => {
              const wish = open.make(opinion);
              const body = all ? { wish, filter } : { wish, ids: [...ids] };
              const { id } = await send('department', 'previewBulk', { body }, key);
              location.assign(jobAddress(id));
            }}
            onDone={() => undefined}
            onReload={() => location.reload()}
            onCancel={() => setOpen(null)}
          />
        </Dialog>
      )}
    </div>
  );
}
