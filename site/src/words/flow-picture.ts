/** A step of a procedure as a picture shows it: whose it is, and its name in four characters at most. */
export interface DrawnStep {
  readonly who: string;
  readonly name: string;
}

/** A box of the picture: its place in pixels, and the way that leads to it from the box before; null for the first. */
interface Box extends DrawnStep {
  readonly x: number;
  readonly y: number;
  readonly way: string | null;
}

/** The picture of a procedure: a column for each party, the steps from above to below. */
export interface FlowPicture {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly { readonly name: string; readonly x: number }[];
  readonly boxes: readonly Box[];
}

const lane = 84;
const head = 30;
const row = 58;

/** The measures of a box, and of the head of the columns. */
export const boxSize = { width: 72, height: 34, head } as const;

/** Where each step stands: below the one before it, in the column of who does it. Columns stand in the order of first appearance. */
export function flowPicture(steps: readonly DrawnStep[]): FlowPicture {
  const names = [...new Set(steps.map(({ who }) => who))];
  const middle = (who: string) => names.indexOf(who) * lane + lane / 2;
  const top = (index: number) => head + 12 + index * row;
  return {
    width: names.length * lane,
    height: top(steps.length - 1) + boxSize.height + 6,
    lanes: names.map((name, index) => ({ name, x: index * lane })),
    boxes: steps.map((step, index) => {
      const before = steps[index - 1];
      const way = before === undefined ? null : wayTo(middle(before.who), top(index - 1), middle(step.who), top(index));
      return { ...step, x: middle(step.who) - boxSize.width / 2, y: top(index), way };
    }),
  };
}

// Down from the middle of the box before, across in the gap, down to the middle of the next.
function wayTo(fromX: number, fromTop: number, toX: number, toTop: number): string {
  const below = fromTop + boxSize.height;
  const bend = (below + toTop) / 2;
  return `M${fromX} ${below}V${bend}H${toX}V${toTop - 2}`;
}
