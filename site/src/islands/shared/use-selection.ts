import { useState } from 'preact/hooks';

/** What is ticked in a list, over all its pages. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** All that the filter of the list finds, shown or not; then no id is ticked by itself. */
  readonly all: boolean;
  /** Ticks or unticks. */
  readonly change: (ids: readonly string[], ticked: boolean) => void;
  /** Chooses all that the filter finds, or nothing. */
  readonly chooseAll: (all: boolean) => void;
}

interface Chosen {
  readonly ids: ReadonlySet<string>;
  readonly all: boolean;
}

const nothing: Chosen = { ids: new Set(), all: false };

/** Keeps what is ticked as long as the page is open and the list is the same: `list` names it. */
export function useSelection(list = ''): Selection {
  const [{ of, chosen }, setChosen] = useState({ of: list, chosen: nothing });
  // What was ticked under one filter stays ticked under another; all that one finds is not all that another finds.
  const present: Chosen = of === list ? chosen : { ...chosen, all: false };
  return {
    ...present,
    change: (changed, ticked) =>
      setChosen(({ chosen: { ids } }) => ({
        of: list,
        chosen: {
          all: false,
          ids: new Set(ticked ? [...ids, ...changed] : [...ids].filter((id) => !changed.includes(id))),
        },
      })),
    chooseAll: (all) => setChosen({ of: list, chosen: { ids: new Set(), all } }),
  };
}
