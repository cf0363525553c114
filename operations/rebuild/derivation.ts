/** An item as the table keeps it. */
export type Image = Readonly<Record<string, unknown>>;

/** Something derived that is not as its sources say. */
export interface Difference {
  readonly kind: 'missing' | 'stray' | 'altered' | 'contradictory';
  /** What it is and of what, by ids and numbers; nothing that names a person. */
  readonly about: string;
  /** Makes it what its sources say; answers false where something has moved meanwhile and nothing was written. Null where they contradict each other, which a person has to look at. */
  readonly mend: (() => Promise<unknown>) | null;
}

/** What is derived of the items of some entities, by the entity's name: each asks what is not as it follows from one of them. */
export type Derivation = Readonly<Record<string, (image: Image) => Promise<readonly Difference[]>>>;

/** What a model reads in an image. Throws for one that is not as the product writes it. */
export function itemIn<Item>({ data }: { readonly data: Item | null }): Item {
  if (data === null) throw new Error('an item is not as the product writes it');
  return data;
}
