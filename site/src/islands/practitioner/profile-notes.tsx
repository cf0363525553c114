import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { correctedApplicationOf, profileNotes } from '../../words/correction-notes.ts';
import { send } from '../../session/send.ts';
import { FieldNotes } from '../shared/field-note.tsx';
import { queryParameter } from '../shared/query.tsx';

/** What a notice of correction says of the profile, beside its fields, when the page was opened from the application concerned. */
export function ProfileNotes({ children }: { readonly children: ComponentChildren }) {
  const [notes, setNotes] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const id = correctedApplicationOf(queryParameter('returnTo'));
    if (id === null) return;
    send('practitioner', 'getApplication', { params: { id } }).then(
      (application) => setNotes(profileNotes(application)),
      // The notice stands on the page to which this one leads back.
      () => undefined,
    );
  }, []);
  return <FieldNotes.Provider value={notes}>{children}</FieldNotes.Provider>;
}
