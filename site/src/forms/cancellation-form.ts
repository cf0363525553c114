import type { Initiator } from '../../../domain/initiators.ts';
import { type CancellationGround, groundsOf } from '../../../domain/cancellation.ts';
import { typedParagraph } from '../../../domain/typed.ts';
import { tooLong } from './filled-in.ts';
import type { Failure } from '../session/problem.ts';

/** What the inputs of a cancellation hold; empty is not filled in yet. */
export interface CancellationForm {
  readonly ground: string;
  readonly statement: string;
}

/** A cancellation as the API takes it. */
export interface CancellationBody {
  readonly ground: CancellationGround;
  readonly statement: string;
}

/** Nothing is chosen beforehand: the ground is what the cancellation is decided on. */
export const emptyCancellationForm: CancellationForm = { ground: '', statement: '' };

/** As many characters of a statement as the API takes. */
export const mostStatementCharacters = 500;

/** What is wrong or still to be filled in, by field. */
export function cancellationProblems(form: CancellationForm, initiator: Initiator): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  if (groundOf(form, initiator) === undefined) problems.set('cancellation.ground', '请选择注销原因。');
  if (form.statement.trim() === '') problems.set('cancellation.statement', '请填写情况说明。');
  const long = tooLong(form.statement, mostStatementCharacters);
  if (long !== undefined) problems.set('cancellation.statement', long);
  return problems;
}

/** The cancellation to send; null while something is still to be filled in. */
export function cancellationBody(form: CancellationForm, initiator: Initiator): CancellationBody | null {
  const ground = groundOf(form, initiator);
  const statement = typedParagraph(form.statement);
  return ground === undefined || cancellationProblems(form, initiator).size > 0 ? null : { ground, statement };
}

/** The application that is open already, where that is why another one was refused. */
export function openApplicationOf(failure: Failure | null): string | null {
  return failure?.errors.find(({ code }) => code === 'open-application')?.message ?? null;
}

function groundOf({ ground }: CancellationForm, initiator: Initiator): CancellationGround | undefined {
  return groundsOf(initiator).find((known) => known === ground);
}
