import { useState } from 'preact/hooks';

/** What is ticked in a list, over all its pages. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Ticks or unticks. */
  readonly change: (ids: readonly string[], ticked: boolean) => void;
}

/** Keeps what is ticked as long as the page is open. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return {
    ids,
    change: (changed, ticked) =>
      setIds((before) => new Set(ticked ? [...before, ...changed] : [...before].filter((id) => !changed.includes(id)))),
  };
}
