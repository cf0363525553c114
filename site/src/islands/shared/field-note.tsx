import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What somebody else says of fields, by the fields' names: shown beside the field, whichever form it stands in. */
export const FieldNotes = createContext<ReadonlyMap<string, string>>(new Map());

/** The only fields that can be changed now; null: every one. */
export const OpenFields = createContext<ReadonlySet<string> | null>(null);

/** True for a field that stands here to be read only. */
export function useIsClosed(name: string): boolean {
  const open = useContext(OpenFields);
  return open !== null && !open.has(name);
}

/** The note of a field for `aria-describedby` and for the page; nothing where there is none. */
export function useFieldNote(name: string, id: string) {
  const note = useContext(FieldNotes).get(name);
  if (note === undefined) return { noteId: '', note: null };
  const noteId = `${id}-note`;
  return {
    noteId,
    note: (
      <p class="field-note" id={noteId}>
        {note}
      </p>
    ),
  };
}
