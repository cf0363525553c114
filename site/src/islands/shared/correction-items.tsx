import type { ComponentChildren } from 'preact';
import type { ApplicationView } from '../../../../api/application.ts';

const addressees = { practitioner: '申请人', employer: '聘用企业' } as const;

type Correction = NonNullable<ApplicationView['correction']>;

interface CorrectionItemsProps {
  readonly correction: Correction;
  /** The way to where an item is mended, for whoever mends it. */
  readonly way?: (item: Correction['items'][number]) => ComponentChildren;
}

/** A notice of correction: everything to mend, with the answers once they are given. */
export function CorrectionItems({ correction, way }: CorrectionItemsProps) {
  const { addressee, items, laterReason } = correction;
  return (
    <section class="panel">
      <h2>补正通知</h2>
      <p class="soft">
        补正对象：{addressees[addressee]}，共 {items.length} 项
      </p>
      {laterReason !== null && <p class="rule">未能在首次补正通知中一并告知的原因：{laterReason}</p>}
      <ol class="correction">
        {items.map((item, index) => (
          <li key={index}>
            <b>{item.subject}</b> {way?.(item)}
            <p class="lines">{item.problem}</p>
            {item.answer !== null && <p class="answer">答复：{item.answer}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
