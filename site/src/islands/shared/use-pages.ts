import { useEffect, useRef, useState } from 'preact/hooks';
import { inOrder, movedTo, type Turn, turnedOn } from '../../files/page-order.ts';
import { type PageImage, readPicture } from '../../files/page-pictures.ts';

/** A page that somebody has photographed, as long as the list is open. */
export interface Page {
  readonly id: number;
  readonly name: string;
  readonly image: PageImage;
  readonly turn: Turn;
}

/** A picture that is no page, and why. */
export interface RefusedPicture {
  readonly name: string;
  readonly message: string;
}

/** The pages of one document while they are put together. */
export interface Pages {
  readonly list: readonly Page[];
  readonly refused: readonly RefusedPicture[];
  /** How many of how many chosen pictures have been read; null when none is being read. */
  readonly reading: { readonly done: number; readonly total: number } | null;
  readonly add: (files: readonly File[]) => Promise<number>;
  /** To a place counted from zero. */
  readonly move: (page: Page, place: number) => void;
  readonly turn: (page: Page) => void;
  readonly remove: (page: Page) => void;
}

/** Keeps the pages of a document of at most `most` pages, reads pictures one after another, and gives back what it holds when it is closed. */
export function usePages(most: number): Pages {
  const [list, setList] = useState<readonly Page[]>([]);
  const [refused, setRefused] = useState<readonly RefusedPicture[]>([]);
  const [reading, setReading] = useState<Pages['reading']>(null);
  const known = useRef<readonly Page[]>([]);
  const nextId = useRef(0);
  const closed = useRef(false);
  useEffect(() => {
    closed.current = false;
    return () => {
      closed.current = true;
      for (const { image } of known.current) URL.revokeObjectURL(image.thumbnail);
    };
  }, []);

  function show(pages: readonly Page[]): void {
    known.current = pages;
    setList(pages);
  }

  // One at a time: a phone has no room for two decoded photos.
  async function add(files: readonly File[]): Promise<number> {
    const room = Math.max(0, most - known.current.length);
    const chosen = inOrder(files);
    const wrong: RefusedPicture[] = chosen
      .slice(room)
      .map(({ name }) => ({ name, message: `未添加：最多 ${most} 页。` }));
    setRefused(wrong);
    const taken = chosen.slice(0, room);
    let added = 0;
    for (const [done, file] of taken.entries()) {
      setReading({ done, total: taken.length });
      const read = await readPicture(file);
      if (closed.current) {
        if (read.ok) URL.revokeObjectURL(read.image.thumbnail);
        return added;
      }
      if (read.ok) {
        added += 1;
        nextId.current += 1;
        show([...known.current, { id: nextId.current, name: file.name, image: read.image, turn: 0 }]);
      } else {
        wrong.push({ name: file.name, message: read.message });
        setRefused([...wrong]);
      }
    }
    setReading(null);
    return added;
  }

  return {
    list,
    refused,
    reading,
    add,
    move: (page, place) => show(movedTo(known.current, page, place)),
    turn: (page) =>
      show(known.current.map((each) => (each.id === page.id ? { ...each, turn: turnedOn(each.turn) } : each))),
    remove: (page) => {
      URL.revokeObjectURL(page.image.thumbnail);
      show(known.current.filter((each) => each.id !== page.id));
    },
  };
}
