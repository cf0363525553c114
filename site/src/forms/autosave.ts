import { ApiError } from '../../../api/request.ts';
import { type Failure, failureOf } from '../session/problem.ts';

/** What has been done with the latest text. `conflict`: somebody else saved something different meanwhile. */
export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'conflict' };

/** Something saved on the server, with its version. */
export interface Saved<Content> {
  readonly version: number;
  readonly content: Content;
}

/** What saving needs. `save` answers the new version; `load` reads what the server has. */
export interface AutosavePorts<Content> {
  readonly save: (content: Content, version: number) => Promise<number>;
  readonly load: () => Promise<Saved<Content>>;
  readonly onState: (state: SaveState) => void;
  /** Milliseconds without a change before saving. */
  readonly delayMilliseconds: number;
}

/** Milliseconds until a save that failed by itself is tried again; ever longer, the last one from then on. */
const retryMilliseconds = [3000, 10_000, 30_000] as const;

/** Other commands (an upload, another tab) can raise the version between two tries; so often in a row is no accident. */
const mostTries = 4;

/** Saves a content some time after its last change, one request at a time. */
export interface Autosave<Content> {
  /** Notes a change; it is saved soon. */
  readonly edit: (content: Content) => void;
  /** Saves what is not saved yet. Answers whether the server now has the latest content. */
  readonly flush: () => Promise<boolean>;
  /** The version of the latest save, for commands. */
  readonly version: () => number;
  /** Learns that the version has grown by something other than this content. */
  readonly raise: (version: number) => void;
  /** Ends a conflict: keeps what is typed here, overwriting what the server has. */
  readonly keepMine: () => Promise<boolean>;
  /** Ends a conflict: answers what the server has, to be shown instead. */
  readonly takeTheirs: () => Content | null;
  /** Forgets the waiting save. */
  readonly stop: () => void;
}

/** Makes the saver of a content that the server has as `initial`. */
export function createAutosave<Content>(initial: Saved<Content>, ports: AutosavePorts<Content>): Autosave<Content> {
  let { version } = initial;
  let base = JSON.stringify(initial.content);
  let latest = initial.content;
  let theirs: Saved<Content> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | null = null;
  let failures = 0;

  async function run(): Promise<boolean> {
    for (let tries = 0; JSON.stringify(latest) !== base;) {
      const content = latest;
      // A try that nobody asked for leaves what is said of the one before until it has succeeded.
      if (failures === 0) ports.onState({ kind: 'saving' });
      try {
        version = await ports.save(content, version);
        base = JSON.stringify(content);
        tries = 0;
        failures = 0;
      } catch (error) {
        tries += 1;
        const changed = error instanceof ApiError && error.problem.code === 'changed-meanwhile';
        const outcome =
          changed && tries < mostTries ? await lookAgain() : { kind: 'failed' as const, failure: failureOf(error) };
        if (outcome !== null) {
          ports.onState(outcome);
          if (outcome.kind === 'failed' && outcome.failure.retry) tryAgainLater();
          return false;
        }
      }
    }
    ports.onState({ kind: 'saved' });
    return true;
  }

  // A network that is back brings the save with it: nobody has to press a button for what they did not cause.
  function tryAgainLater(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), retryMilliseconds[failures] ?? retryMilliseconds.at(-1));
    failures += 1;
  }

  // The version is of the whole application. Only a different content is a conflict; anything else is simply tried again.
  async function lookAgain(): Promise<SaveState | null> {
    try {
      const found = await ports.load();
      if (JSON.stringify(found.content) === base || JSON.stringify(found.content) === JSON.stringify(latest)) {
        version = found.version;
        return null;
      }
      theirs = found;
      return { kind: 'conflict' };
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error) };
    }
  }

  function flush(): Promise<boolean> {
    clearTimeout(timer);
    if (theirs !== null) return Promise.resolve(false);
    running ??= run().finally(() => (running = null));
    return running;
  }

  return {
    edit: (content) => {
      latest = content;
      clearTimeout(timer);
      if (theirs !== null) return;
      if (running === null) ports.onState({ kind: JSON.stringify(content) === base ? 'saved' : 'unsaved' });
      timer = setTimeout(() => void flush(), ports.delayMilliseconds);
    },
    flush,
    version: () => version,
    raise: (other) => {
      version = Math.max(version, other);
    },
    keepMine: () => {
      if (theirs !== null) {
        version = theirs.version;
        base = JSON.stringify(theirs.content);
        theirs = null;
      }
      return flush();
    },
    takeTheirs: () => {
      if (theirs === null) return null;
      const { content } = theirs;
      version = theirs.version;
      base = JSON.stringify(content);
      latest = content;
      theirs = null;
      ports.onState({ kind: 'saved' });
      return content;
    },
    stop: () => clearTimeout(timer),
  };
}
