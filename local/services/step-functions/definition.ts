import aslValidator from 'asl-validator';
import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import type * as z from 'zod';
import { definitionSchema, type State } from './definition-schema.ts';

/** A state as the library takes it. */
export type LibraryState = StateMachineDefinition['States'][string];

/** A state in both of its forms. */
interface LoadedState {
  readonly state: State;
  readonly library: LibraryState;
}

/** A definition that the engine can run. */
export interface LoadedDefinition {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, LoadedState>;
  /** An empty end under the name of every state: what stands behind the one state being evaluated. */
  readonly ends: Readonly<Record<string, LibraryState>>;
}

/** A definition is not valid, or uses what the local engine does not run as AWS does. The message lists every finding. */
class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
}

/**
 * Reads the JSON text of a definition, every substitution already made.
 *
 * @throws DefinitionError when asl-validator rejects it or when it uses a field, state, path or function that
 *   aws-local-stepfunctions ignores or runs differently from AWS
 */
export function loadDefinition(text: string): LoadedDefinition {
  const json = parseJson(text);
  const findings = definitionSchema.safeParse(json);
  if (!findings.success) throw new DefinitionError(listIssues(findings.error));
  const library = structuredClone(valid.get(text) ?? validated(text, json));
  const states = new Map(
    Object.entries(findings.data.States).flatMap(([name, state]) => {
      const libraryState = library.States[name];
      return libraryState === undefined ? [] : [[name, { state, library: libraryState }] as const];
    }),
  );
  const ends = Object.fromEntries(
    [...states.keys()].map((name): [string, LibraryState] => [name, { Type: 'Succeed' }]),
  );
  return { startAt: findings.data.StartAt, states, ends };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DefinitionError(`not JSON: ${String(error)}`);
  }
}

// asl-validator compiles its schemas anew for each definition, which takes 150 ms of processor: one that was found valid stays so.
const valid = new Map<string, StateMachineDefinition>();

function validated(text: string, json: unknown): StateMachineDefinition {
  // asl-validator writes into what it checks, hence the copy.
  const library: unknown = structuredClone(json);
  assertValid(library);
  valid.set(text, library);
  return library;
}

function assertValid(definition: unknown): asserts definition is StateMachineDefinition {
  const validity = aslValidator(definition);
  if (!validity.isValid) throw new DefinitionError(validity.errorsText('; '));
}

function listIssues(error: z.ZodError): string {
  return error.issues
    .map((issue) => `${issue.path.map(String).join('.') || 'definition'}: ${issue.message}`)
    .join('; ');
}
