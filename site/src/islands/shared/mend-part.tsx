import type { ComponentChildren } from 'preact';

interface MendPartProps {
  readonly title: string;
  /** How many items of the notice concern this part. */
  readonly items: number;
  /** What stands beside the title. */
  readonly mark?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A part of an application that a notice of correction names. */
export function MendPart({ title, items, mark, children }: MendPartProps) {
  return (
    <details class="panel" open>
      <summary class="mend-summary">
        {title}
        <span class="mend-count">{items} 项需要补正</span>
        {mark}
      </summary>
      <div class="form">{children}</div>
    </details>
  );
}
