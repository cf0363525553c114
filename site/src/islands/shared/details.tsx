import type { ComponentChildren } from 'preact';

/** One fact: what it is called and what it is. */
export interface Detail {
  readonly label: string;
  readonly value: string | null;
  readonly wide?: boolean;
}

interface DetailsProps {
  readonly title: string;
  readonly items: readonly Detail[];
  readonly children?: ComponentChildren;
}

/** A titled table of facts. */
export function Details({ title, items, children }: DetailsProps) {
  return (
    <section class="panel">
      <h2>{title}</h2>
      <DetailList items={items} />
      {children}
    </section>
  );
}

/** A table of facts; an absent one is a dash, so that nobody takes it for a fault of the page. */
export function DetailList({ items }: Pick<DetailsProps, 'items'>) {
  return (
    <dl class="details">
      {items.map(({ label, value, wide }) => (
        <div key={label} class={wide === true ? 'wide' : undefined}>
          <dt>{label}</dt>
          <dd>{value === null || value === '' ? '—' : value}</dd>
        </div>
      ))}
    </dl>
  );
}
