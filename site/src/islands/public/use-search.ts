import { useRef, useState } from 'preact/hooks';
import { type Failure, failureOf } from '../../session/problem.ts';

/** A search of the register that anybody may ask. */
export interface Search<Question, Found> {
  /** How often somebody has tried. */
  readonly attempts: number;
  readonly busy: boolean;
  /** What was found, with the question that it answers; null: nothing is known. */
  readonly answer: { readonly question: Question; readonly found: Found } | null;
  readonly failure: Failure | null;
  readonly search: (question: Question) => Promise<void>;
  /** As if nobody had tried: nothing of the form is told to be wrong. */
  readonly untried: () => void;
}

/** Asks for what is complete, and shows what was asked last: an answer that comes after another question is not shown. */
export function useSearch<Question, Found>(
  isComplete: (question: Question) => boolean,
  ask: (question: Question) => Promise<Found>,
): Search<Question, Found> {
  const [attempts, setAttempts] = useState(0);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Search<Question, Found>['answer']>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const newest = useRef(0);

  async function search(question: Question): Promise<void> {
    newest.current += 1;
    const own = newest.current;
    setAttempts((before) => before + 1);
    setFailure(null);
    const complete = isComplete(question);
    setBusy(complete);
    if (!complete) {
      setAnswer(null);
      return;
    }
    const isNewest = () => own === newest.current;
    try {
      const found = await ask(question);
      if (isNewest()) setAnswer({ question, found });
    } catch (error) {
      if (!isNewest()) return;
      setAnswer(null);
      setFailure(failureOf(error));
    } finally {
      if (isNewest()) setBusy(false);
    }
  }

  return { attempts, busy, answer, failure, search, untried: () => setAttempts(0) };
}
