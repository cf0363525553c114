/** What a figure is set beside: the same work done barely, in the same run. */
export interface Baseline {
  readonly name: string;
  readonly figure: number;
}

/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly figure: number;
  /** `ms`, `s`, `MB`, `KB` (1024 bytes), `/min` … */
  readonly unit: string;
  readonly baseline?: Baseline;
  /** The bound that the figure has to keep. */
  readonly target?: { readonly most: number } | { readonly least: number };
}

/** A row as it is printed and written as JSON. */
export interface PrintedRow {
  readonly name: string;
  readonly figure: number;
  readonly unit: string;
  readonly baseline: string;
  readonly ratio: number | null;
  readonly target: string;
  readonly met: boolean | null;
}

/** The value below which a share (0 to 1) of the samples lies, by the nearest-rank method. Throws RangeError without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (found === undefined) throw new RangeError('no samples');
  return found;
}

/** The middle of some samples. */
export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** The rows `NAME p50` and `NAME p95` of samples in milliseconds, each beside the same percentile of the baseline. */
export function latencyRows(
  name: string,
  samples: readonly number[],
  baseline?: { readonly name: string; readonly samples: readonly number[] },
  target?: { readonly p95: number },
): Row[] {
  return ([50, 95] as const).map((percent) => ({
    name: `${name} p${percent}`,
    figure: percentile(samples, percent / 100),
    unit: 'ms',
    ...(baseline === undefined
      ? {}
      : {
          baseline: { name: `${baseline.name} p${percent}`, figure: percentile(baseline.samples, percent / 100) },
        }),
    ...(target === undefined || percent !== 95 ? {} : { target: { most: target.p95 } }),
  }));
}

/** A row with its ratio and whether it keeps its bound. */
export function printed({ name, figure, unit, baseline, target }: Row): PrintedRow {
  return {
    name,
    figure: rounded(figure),
    unit,
    baseline: baseline === undefined ? '' : `${baseline.name}: ${rounded(baseline.figure)} ${unit}`,
    ratio: baseline === undefined || baseline.figure === 0 ? null : rounded(figure / baseline.figure),
    target: target === undefined ? '' : 'most' in target ? `≤ ${target.most} ${unit}` : `≥ ${target.least} ${unit}`,
    met: target === undefined ? null : 'most' in target ? figure <= target.most : figure >= target.least,
  };
}

/** The table as text, one line a row. */
export function table(rows: readonly Row[]): string {
  const cells = rows
    .map(printed)
    .map((row) => [
      row.name,
      `${row.figure} ${row.unit}`,
      row.baseline,
      row.ratio === null ? '' : `× ${row.ratio}`,
      row.target,
      row.met === null ? '' : row.met ? 'met' : 'MISSED',
    ]);
  const lines = [['name', 'figure', 'baseline', 'ratio', 'target', ''], ...cells];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rounded(value: number): number {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return Number(value.toFixed(digits));
}
