import { useRef, useState } from 'preact/hooks';
import { commandKeys } from '../../session/command-key.ts';
import { type Failure, failureOf } from '../../session/problem.ts';

/** A command behind a button. */
export interface Command<Content, Result> {
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Sends the command; answers undefined when it failed, and `failure` says why. */
  readonly run: (content: Content) => Promise<Result | undefined>;
  /** Takes the message away. */
  readonly forget: () => void;
}

/** Sends a command once at a time, with a key that makes the repetition of a failed click harmless. */
export function useCommand<Content, Result>(
  act: (content: Content, idempotencyKey: string) => Promise<Result>,
): Command<Content, Result> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const keys = useRef(commandKeys(() => crypto.randomUUID()));
  const running = useRef(false);
  async function run(content: Content): Promise<Result | undefined> {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    setFailure(null);
    try {
      const result = await act(content, keys.current.keyFor(content));
      keys.current.answered();
      return result;
    } catch (error) {
      const found = failureOf(error);
      if (!found.retry) keys.current.answered();
      setFailure(found);
      return undefined;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }
  return { busy, failure, run, forget: () => setFailure(null) };
}
