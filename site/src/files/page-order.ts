/** A quarter turn clockwise, in degrees, as it is written into a page. */
export type Turn = 0 | 90 | 180 | 270;

const nextTurn = { 0: 90, 90: 180, 180: 270, 270: 0 } as const satisfies Record<Turn, Turn>;

/** The turn that follows a turn by a quarter clockwise. */
export function turnedOn(turn: Turn): Turn {
  return nextTurn[turn];
}

/** The list with one of it at another place; places outside the list are its ends. */
export function movedTo<Item>(items: readonly Item[], item: Item, place: number): readonly Item[] {
  const others = items.filter((each) => each !== item);
  const to = Math.min(Math.max(0, place), others.length);
  return [...others.slice(0, to), item, ...others.slice(to)];
}

const byName = new Intl.Collator('zh-CN', { numeric: true });

/** Files in the order of their names, numbers in them by their value: choosers answer in an order of their own, cameras count. */
export function inOrder<Named extends { readonly name: string }>(files: readonly Named[]): readonly Named[] {
  return [...files].sort((left, right) => byName.compare(left.name, right.name));
}
