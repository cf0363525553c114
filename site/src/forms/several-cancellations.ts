import { type CancellationGround, groundsOf } from '../../../domain/grounds.ts';
import type { ProfessionCode } from '../../../domain/professions.ts';
import { typedParagraph } from '../../../domain/typed.ts';
import { mostStatementCharacters } from './cancellation-form.ts';
import { tooLong } from './filled-in.ts';

/** What is said once of several cancellations. */
export interface SeveralForm {
  readonly ground: string;
  readonly statement: string;
}

/** Nothing is chosen beforehand: the ground is what each is decided on. */
export const emptySeveralForm: SeveralForm = { ground: '', statement: '' };

/** The same as the API takes it of each. */
export interface SeveralBody {
  readonly ground: CancellationGround;
  readonly statement: string;
}

/** The grounds that an employer can choose from for all of several professions. */
export function commonGrounds(professions: readonly ProfessionCode[]): readonly CancellationGround[] {
  const [first, ...others] = professions.map((profession) => groundsOf('employer', profession));
  return (first ?? []).filter((ground) => others.every((grounds) => grounds.includes(ground)));
}

/** What is wrong or still to be filled in, by field. */
export function severalProblems(
  { ground, statement }: SeveralForm,
  grounds: readonly CancellationGround[],
): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  if (!grounds.some((known) => known === ground)) problems.set('cancellation.ground', '请选择注销原因。');
  if (statement.trim() === '') problems.set('cancellation.statement', '请填写情况说明。');
  const long = tooLong(statement, mostStatementCharacters);
  if (long !== undefined) problems.set('cancellation.statement', long);
  return problems;
}

/** What to send of each; null while something is still to be filled in. */
export function severalBody(form: SeveralForm, grounds: readonly CancellationGround[]): SeveralBody | null {
  const ground = grounds.find((known) => known === form.ground);
  if (ground === undefined || severalProblems(form, grounds).size > 0) return null;
  return { ground, statement: typedParagraph(form.statement) };
}

/** What came of one of several. */
export type Sent =
  | { readonly kind: 'begun'; readonly applicationId: string }
  | { readonly kind: 'failed'; readonly message: string; readonly openApplicationId: string | null };

/**
 * Sends commands one after another, each under a key of its own that stays with it: what has been answered is not sent again, and what was sent without an
 * answer is answered as the first time. `show` is told after each.
 */
export async function sendEach(
  numbers: readonly string[],
  { sent, keys }: { readonly sent: ReadonlyMap<string, Sent>; readonly keys: Map<string, string> },
  send: (number: string, key: string) => Promise<Sent>,
  show: (sent: ReadonlyMap<string, Sent>) => void,
): Promise<void> {
  const done = new Map(sent);
  for (const number of numbers) {
    if (done.get(number)?.kind === 'begun') continue;
    const key = keys.get(number) ?? crypto.randomUUID();
    keys.set(number, key);
    done.set(number, await send(number, key));
    show(new Map(done));
  }
}
