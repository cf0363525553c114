import type { Initiator } from '../../../domain/initiators.ts';
import type { CancellationDraft } from '../../../domain/cancellation.ts';
import { type CancellationGround, type Ground, groundOf, groundsOf } from '../../../domain/grounds.ts';
import { decisionNamed } from '../../../domain/own-rules.ts';
import type { ProfessionCode } from '../../../domain/professions.ts';
import { typedLine, typedParagraph } from '../../../domain/typed.ts';
import { tooLong } from './filled-in.ts';
import type { Failure } from '../session/problem.ts';

/** What the inputs of a cancellation hold; empty is not filled in yet. */
export interface CancellationForm {
  readonly ground: string;
  readonly statement: string;
  readonly document: string;
  readonly decidedOn: string;
}

/** Who begins the cancellation of a registration of which profession, on a day in Asia/Shanghai. */
export interface Beginning {
  readonly initiator: Initiator;
  readonly profession: ProfessionCode;
  readonly today: string;
}

/** A cancellation as the API takes it. */
export interface CancellationBody extends CancellationDraft {
  readonly ground: CancellationGround;
  readonly statement: string;
}

/** Nothing is chosen beforehand: the ground is what the cancellation is decided on. */
export const emptyCancellationForm: CancellationForm = { ground: '', statement: '', document: '', decidedOn: '' };

/** As many characters of a statement as the API takes. */
export const mostStatementCharacters = 500;

/** The ground that is chosen, as the profession has it; undefined before one of the initiator's is. */
export function chosenGround(form: CancellationForm, beginning: Beginning): Ground | undefined {
  const code = codeOf(form, beginning);
  return code === undefined ? undefined : groundOf(code, beginning.profession);
}

/** True where whoever begins names the decision that the chosen ground rests on. */
export function namesDecision(form: CancellationForm, beginning: Beginning): boolean {
  return beginning.initiator === 'department' && chosenGround(form, beginning)?.decided === true;
}

/** What is wrong or still to be filled in, by field. */
export function cancellationProblems(form: CancellationForm, beginning: Beginning): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  const ground = codeOf(form, beginning);
  if (ground === undefined) problems.set('cancellation.ground', '请选择注销原因。');
  if (form.statement.trim() === '') problems.set('cancellation.statement', '请填写情况说明。');
  const long = tooLong(form.statement, mostStatementCharacters);
  if (long !== undefined) problems.set('cancellation.statement', long);
  if (ground !== undefined && namesDecision(form, beginning)) {
    const said = { ground, statement: null, ...decisionOf(form, beginning) };
    for (const { field, message } of decisionNamed(said, beginning.profession, beginning.today)) {
      problems.set(field, message);
    }
  }
  return problems;
}

/** The cancellation to send; null while something is still to be filled in. */
export function cancellationBody(form: CancellationForm, beginning: Beginning): CancellationBody | null {
  const ground = codeOf(form, beginning);
  const statement = typedParagraph(form.statement);
  if (ground === undefined || cancellationProblems(form, beginning).size > 0) return null;
  return { ground, statement, ...decisionOf(form, beginning) };
}

// What was typed for another ground is not sent along with this one.
function decisionOf(form: CancellationForm, beginning: Beginning): Pick<CancellationDraft, 'document' | 'decidedOn'> {
  if (!namesDecision(form, beginning)) return { document: null, decidedOn: null };
  const document = typedLine(form.document);
  return { document: document === '' ? null : document, decidedOn: form.decidedOn === '' ? null : form.decidedOn };
}

/** The application that is open already, where that is why another one was refused. */
export function openApplicationOf(failure: Failure | null): string | null {
  return failure?.errors.find(({ code }) => code === 'open-application')?.message ?? null;
}

function codeOf({ ground }: CancellationForm, { initiator, profession }: Beginning): CancellationGround | undefined {
  return groundsOf(initiator, profession).find((known) => known === ground);
}
