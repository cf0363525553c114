import type { ComponentChildren } from 'preact';

interface MendPartProps {
  readonly title: string;
  /** How many items of the notice concern this part: it stands open where there are any. */
  readonly items: number;
  /** What stands beside the title. */
  readonly mark?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A part of an application that can be mended in a correction. */
export function MendPart({ title, items, mark, children }: MendPartProps) {
  return (
    <details class="panel" open={items > 0}>
      <summary class="mend-summary">
        {title}
        {items > 0 ? <span class="mend-count">{items} 项需要补正</span> : <small>如需一并修改，请展开</small>}
        {mark}
      </summary>
      <div class="form">{children}</div>
    </details>
  );
}
