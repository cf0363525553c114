import type { TermStatusView } from '../../../api/terms.ts';
import type { Initiator } from '../../../domain/initiators.ts';
import { type CancellationDraft, emptyCancellation } from '../../../domain/cancellation.ts';
import { endingMatters, type EndingMatter, endsSpecialties, findMatterRow } from '../../../domain/catalogue.ts';
import { type CancellationGround, type Ground, groundOf, groundsOf } from '../../../domain/grounds.ts';
import { decisionNamed, evidenceUploaded } from '../../../domain/own-rules.ts';
import type { ProfessionCode } from '../../../domain/professions.ts';
import { standingTerms } from '../../../domain/registration-terms.ts';
import { specialtiesToEnd } from '../../../domain/specialty-rules.ts';
import { typedLine, typedParagraph } from '../../../domain/typed.ts';
import { tooLong } from './filled-in.ts';
import type { Failure } from '../session/problem.ts';

/** What the inputs of a cancellation hold; empty is not filled in yet. */
export interface CancellationForm {
  /** Whether the registration is to end or some of its specialties. */
  readonly matter: EndingMatter | '';
  readonly specialties: readonly string[];
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
  /** The terms of the registration. */
  readonly terms: readonly TermStatusView[];
}

/** A cancellation as the API takes it. */
export interface CancellationBody extends CancellationDraft {
  readonly ground: CancellationGround;
  readonly statement: string;
  readonly matter: EndingMatter;
  readonly specialties: string[];
  readonly evidence: Evidence | null;
}

/** What was uploaded to show the ground. */
export interface Evidence {
  readonly folder: string;
  readonly fileId: string;
}

/** Nothing is chosen beforehand: the ground is what the cancellation is decided on. */
export const emptyCancellationForm: CancellationForm = {
  ...{ matter: '', specialties: [] },
  ...{ ground: '', statement: '', document: '', decidedOn: '' },
};

/** The specialties that can end while another stays; none where the registration ends as a whole only. */
export function endingChoices({ initiator, profession, terms }: Beginning): TermStatusView[] {
  const isOffered = endingMatters.some(
    (matter) => endsSpecialties(matter) && findMatterRow(profession, matter)?.initiators.includes(initiator) === true,
  );
  const standing = standingTerms(terms);
  return isOffered && standing.length > 1 ? standing : [];
}

/** What is to end, as far as it is chosen or there is no choice. */
export function matterOf({ matter }: CancellationForm, beginning: Beginning): EndingMatter | null {
  return endingChoices(beginning).length === 0 ? 'cancellation' : matter || null;
}

/** The grounds to choose from, by what is to end. */
export function groundChoices(form: CancellationForm, beginning: Beginning): CancellationGround[] {
  const scope = endsPart(form, beginning) ? 'specialties' : 'registration';
  return groundsOf(beginning.initiator, beginning.profession, scope);
}

/** True where some specialties are to end and the others to stay. */
export function endsPart(form: CancellationForm, beginning: Beginning): boolean {
  const matter = matterOf(form, beginning);
  return matter !== null && endsSpecialties(matter);
}

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

/** What is wrong or still to be filled in, by field; `evidence` is what was uploaded, null for nothing. */
export function cancellationProblems(
  form: CancellationForm,
  beginning: Beginning,
  evidence: Evidence | null,
): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  const matter = matterOf(form, beginning);
  if (matter === null) problems.set('matter', '请选择注销整个注册还是部分专业。');
  if (matter !== null && endsSpecialties(matter)) {
    for (const { field, message } of specialtiesToEnd(matter, heldOf(beginning), form.specialties, beginning.today)) {
      problems.set(field, message);
    }
  }
  const ground = codeOf(form, beginning);
  if (ground === undefined) problems.set('cancellation.ground', '请选择注销原因。');
  if (form.statement.trim() === '') problems.set('cancellation.statement', '请填写情况说明。');
  const long = tooLong(form.statement, mostStatementCharacters);
  if (long !== undefined) problems.set('cancellation.statement', long);
  for (const { field, message } of evidenceUploaded(
    { ...emptyCancellation, ground: ground ?? null },
    beginning.initiator,
    beginning.profession,
    evidence !== null,
  )) {
    problems.set(field, message);
  }
  if (ground !== undefined && namesDecision(form, beginning)) {
    const said = { ground, statement: null, ...decisionOf(form, beginning) };
    for (const { field, message } of decisionNamed(said, beginning.profession, beginning.today)) {
      problems.set(field, message);
    }
  }
  return problems;
}

/** The cancellation to send; null while something is still to be filled in. */
export function cancellationBody(
  form: CancellationForm,
  beginning: Beginning,
  evidence: Evidence | null,
): CancellationBody | null {
  const ground = codeOf(form, beginning);
  const statement = typedParagraph(form.statement);
  const matter = matterOf(form, beginning);
  if (ground === undefined || matter === null || cancellationProblems(form, beginning, evidence).size > 0) return null;
  const specialties = endsSpecialties(matter) ? [...form.specialties] : [];
  return { matter, specialties, ground, statement, evidence, ...decisionOf(form, beginning) };
}

// What renewals keep valid the page knows by the status alone.
function heldOf({ terms }: Beginning) {
  const kept = terms.filter(({ status }) => status === 'renewing').map(({ specialty }) => specialty);
  return { terms, protection: kept.length === 0 ? null : { specialties: kept } };
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

function codeOf(form: CancellationForm, beginning: Beginning): CancellationGround | undefined {
  return groundChoices(form, beginning).find((known) => known === form.ground);
}
