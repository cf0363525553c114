import * as z from 'zod';
import { StartError } from '../../ground/start-error.ts';
import { readConditions } from './conditions.ts';
import type { Condition } from './conditions.ts';

/** A statement of a policy, read. */
export interface Statement {
  /** Policy and number of the statement in it, as messages name it. */
  readonly place: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly Condition[];
  /** Whom it is about; only statements of resource policies have them. */
  readonly principals: readonly Principal[];
}

/** One principal of a statement, `{"AWS": "*"}` for the bare `*`. */
export interface Principal {
  readonly kind: 'AWS' | 'Service' | 'CanonicalUser' | 'Federated';
  readonly name: string;
}

const textsSchema = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const kinds = ['AWS', 'Service', 'CanonicalUser', 'Federated'] as const;
const principalSchema = z.preprocess(
  (value) => (value === '*' ? { AWS: '*' } : value),
  z.partialRecord(z.enum(kinds), textsSchema),
);
// Strict: an element that is left out by mistake, as NotAction would be, turns what a statement says into its opposite.
const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: textsSchema,
  Resource: textsSchema.default([]),
  Principal: principalSchema.optional(),
  Condition: z.record(z.string(), z.record(z.string(), valueSchema)).default({}),
});
const documentSchema = z.strictObject({
  Version: z.literal('2012-10-17').optional(),
  Id: z.string().optional(),
  Statement: z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]),
});

/**
 * Reads a policy document whose references are resolved.
 *
 * @param place how messages name the policy
 * @throws StartError naming the statement and what in it is not understood: an element (`NotAction` …), an operator, a condition key, a variable
 */
export function readStatements(document: unknown, place: string): readonly Statement[] {
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) throw new StartError(`${place}: ${problemOf(parsed.error)}`);
  return parsed.data.Statement.map((statement, index) => readStatement(statement, `${place}, statement ${index + 1}`));
}

function readStatement(statement: unknown, place: string): Statement {
  const parsed = statementSchema.safeParse(statement);
  if (!parsed.success) throw new StartError(`${place}: ${problemOf(parsed.error)}`);
  const { Effect, Action, Resource, Principal, Condition } = parsed.data;
  return {
    place,
    effect: Effect,
    actions: Action,
    resources: Resource,
    conditions: readConditions(Condition, place),
    principals: kinds.flatMap((kind) => (Principal?.[kind] ?? []).map((name) => ({ kind, name }))),
  };
}

function problemOf(error: z.ZodError): string {
  const issue = error.issues.find(({ code }) => code === 'unrecognized_keys') ?? error.issues[0];
  if (issue?.code === 'unrecognized_keys') return `${issue.keys.join(', ')} is not understood`;
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not understood'}`;
}
