import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApplicationView } from '../../../../api/application.ts';
import { type Autosave, createAutosave, type SaveState } from '../../forms/autosave.ts';
import { type DraftForm, draftOfForm, formOfDraft, type SentDraft } from '../../forms/draft-form.ts';
import { send } from '../../session/send.ts';
import { useTyped } from '../shared/use-typed.ts';

/** A draft in the page: what inputs show, and how far the server has it. */
export interface Draft {
  readonly form: DraftForm;
  readonly change: (form: DraftForm) => void;
  readonly saveState: SaveState;
  readonly restored: boolean;
  readonly saver: Autosave<SentDraft>;
  readonly takeTheirs: () => void;
}

/** Typing pauses are longer than this; a closed page loses nothing, because the tab keeps what is not saved yet. */
const delayMilliseconds = 800;

/** Keeps the draft of an application saved while it is filled in. */
export function useDraft(application: ApplicationView): Draft {
  const { id } = application;
  const [saveState, setSaveState] = useState<SaveState>({ kind: 'saved' });
  const typed = useTyped(`draft-${id}`, formOfDraft(application.draft));
  const onState = useRef<(state: SaveState) => void>(setSaveState);
  onState.current = (state) => {
    setSaveState(state);
    if (state.kind === 'saved') typed.forget();
  };
  const [saver] = useState(() =>
    createAutosave<SentDraft>(
      { version: application.version, content: canonical(application) },
      {
        delayMilliseconds,
        onState: (state) => onState.current(state),
        load: async () => {
          const found = await send('practitioner', 'getApplication', { params: { id } });
          return { version: found.version, content: canonical(found) };
        },
        save: async (draft, version) => {
          const result = await send('practitioner', 'saveDraft', { params: { id }, body: { version, draft } });
          return result.version;
        },
      },
    ),
  );
  useEffect(() => saver.raise(application.version), [saver, application.version]);
  useEffect(() => {
    if (typed.restored) saver.edit(draftOfForm(typed.value));
  }, [typed.restored]);
  useEffect(() => saveOnLeaving(saver), [saver]);
  return {
    form: typed.value,
    change: (form) => {
      typed.change(form);
      saver.edit(draftOfForm(form));
    },
    saveState,
    restored: typed.restored,
    saver,
    takeTheirs: () => {
      const theirs = saver.takeTheirs();
      if (theirs === null) return;
      typed.change(formOfDraft(theirs));
      typed.forget();
    },
  };
}

// The same fields in the same order as what is sent, so that equal drafts are equal texts.
function canonical(application: ApplicationView): SentDraft {
  return draftOfForm(formOfDraft(application.draft));
}

function saveOnLeaving(saver: Autosave<SentDraft>): () => void {
  const stop = new AbortController();
  const save = () => {
    if (document.hidden) void saver.flush();
  };
  document.addEventListener('visibilitychange', save, { signal: stop.signal });
  // At once when the network is back, not only when the next try is due.
  addEventListener('online', () => void saver.flush(), { signal: stop.signal });
  return () => {
    stop.abort();
    saver.stop();
  };
}
