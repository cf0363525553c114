import type { Page } from './use-pages.ts';

/** What can be done with a page; names the button that has the focus afterwards. */
export type PageControl = 'up' | 'down' | 'place' | 'turn' | 'remove' | 'view';

/** The element of a control of a page. */
export function controlId(page: Page, control: PageControl): string {
  return `page-${page.id}-${control}`;
}

interface PageRowProps {
  readonly page: Page;
  /** Counted from zero. */
  readonly place: number;
  readonly count: number;
  readonly busy: boolean;
  readonly onMove: (place: number, control: PageControl) => void;
  readonly onTurn: () => void;
  readonly onRemove: () => void;
  readonly onView: () => void;
}

/** One page of the list: a small picture to look at, its place, and what can be done with it. */
export function PageRow({ page, place, count, busy, onMove, onTurn, onRemove, onView }: PageRowProps) {
  const number = place + 1;
  const control = (name: PageControl, words: string, onClick: () => void, disabled = false) => (
    <button
      type="button"
      id={controlId(page, name)}
      class="button button-plain"
      aria-label={`${words}第 ${number} 页`}
      disabled={busy || disabled}
      onClick={onClick}
    >
      {words}
    </button>
  );
  return (
    <li class="page-row">
      <button
        type="button"
        id={controlId(page, 'view')}
        class="page-thumbnail"
        aria-label={`查看第 ${number} 页大图`}
        onClick={onView}
      >
        <img src={page.image.thumbnail} alt="" class={`turned-${page.turn}`} />
      </button>
      <div class="page-about">
        <p>
          <strong>第 {number} 页</strong> <span class="page-name">{page.name}</span>
        </p>
        <div class="page-controls">
          {control('up', '上移', () => onMove(place - 1, 'up'), place === 0)}
          {control('down', '下移', () => onMove(place + 1, 'down'), place === count - 1)}
          {control('turn', '旋转', onTurn)}
          {control('remove', '删除', onRemove)}
          <label class="page-place">
            移到第
            <input
              id={controlId(page, 'place')}
              type="number"
              inputMode="numeric"
              min={1}
              max={count}
              value={number}
              disabled={busy}
              aria-label={`第 ${number} 页移到第几页`}
              onChange={(event) => {
                const wanted = event.currentTarget.valueAsNumber;
                // What is no place is put back.
                event.currentTarget.value = String(number);
                if (Number.isInteger(wanted)) onMove(wanted - 1, 'place');
              }}
            />
            页
          </label>
        </div>
      </div>
    </li>
  );
}
