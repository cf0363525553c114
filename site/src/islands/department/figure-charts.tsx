import {
  byStanding,
  type FigureMonths,
  monthName,
  type Standing,
  standings,
  type TimeBar,
  totalOf,
} from '../../words/figures.ts';

// Pictures of tables that stand beside them: a screen reader is given the table. Places are percentages of the width and text has its own size, so that
// nothing shrinks on a phone.

const rowHeight = 44;
const barHeight = 14;

interface Bar {
  readonly name: string;
  readonly count: number;
  readonly tone: 'accent' | 'good' | 'bad' | 'past';
  readonly mark?: string;
}

/** Bars beneath one another, each under its name and before its number. */
export function BarChart({ bars }: { readonly bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <svg class="chart" width="100%" height={bars.length * rowHeight} aria-hidden="true" focusable="false">
      {bars.map(({ name, count, tone, mark = '' }, index) => {
        const top = index * rowHeight;
        return (
          <g key={name}>
            <text x="0" y={top + 12}>
              {name}
            </text>
            <text x="100%" y={top + 12} class="chart-number">
              {mark === '' ? count : `${mark} · ${count}`}
            </text>
            <rect class="chart-base" x="0" y={top + 18} width="100%" height={barHeight} />
            <rect class={`chart-${tone}`} x="0" y={top + 18} width={`${(count / most) * 100}%`} height={barHeight} />
          </g>
        );
      })}
    </svg>
  );
}

/** The bars of a step's times; those beyond the limit stand out. */
export function TimeChart({ bars }: { readonly bars: readonly TimeBar[] }) {
  return <BarChart bars={bars.map(({ beyond, ...bar }) => ({ ...bar, tone: beyond ? 'bad' : 'accent' }))} />;
}

const columnsHeight = 180;
const order: readonly Standing[] = ['approved', 'declined', 'ended', 'open'];

/** A column for each month, stacked by how its applications stand. */
export function MonthChart({ months }: { readonly months: FigureMonths }) {
  const most = Math.max(1, ...months.map(({ counts }) => totalOf(counts)));
  const step = 100 / Math.max(1, months.length);
  return (
    <>
      <ul class="chart-legend" aria-hidden="true">
        {order.map((standing) => (
          <li key={standing}>
            <span class={`chart-swatch chart-swatch-${standings[standing].tone}`} /> {standings[standing].name}
          </li>
        ))}
      </ul>
      <svg class="chart" width="100%" height={columnsHeight + 44} aria-hidden="true" focusable="false">
        <line class="chart-axis" x1="0" x2="100%" y1={columnsHeight + 20} y2={columnsHeight + 20} />
        {months.map(({ month, counts }, index) => {
          const sums = byStanding(counts);
          const total = totalOf(counts);
          const middle = `${step * (index + 0.5)}%`;
          let top = columnsHeight + 20;
          return (
            <g key={month}>
              {order.map((standing) => {
                const height = (sums[standing] / most) * columnsHeight;
                top -= height;
                const place = { x: `${step * (index + 0.18)}%`, width: `${step * 0.64}%`, y: top, height };
                return <rect key={standing} class={`chart-${standings[standing].tone}`} {...place} />;
              })}
              {total > 0 && (
                <text class="chart-middle" x={middle} y={top - 5}>
                  {total}
                </text>
              )}
              <text class="chart-middle" x={middle} y={columnsHeight + 38}>
                {monthName(month).replace(/^.*年/, '')}
              </text>
            </g>
          );
        })}
      </svg>
    </>
  );
}
