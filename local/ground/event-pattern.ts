import * as z from 'zod';

/** Tells whether an event matches the pattern it was compiled from. */
export type EventMatcher = (event: unknown) => boolean;

/** A pattern this matcher cannot run; the message names the place in it. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

type Scalar = string | number | boolean | null;
type Test = (value: Scalar) => boolean;
/** A leaf's test gets every scalar found at its place; none means the field is absent. */
type LeafTest = (values: readonly Scalar[]) => boolean;

const objectSchema = z.record(z.string(), z.unknown());
const scalarSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/**
 * Compiles an event pattern, the language of EventBridge rules and of Lambda's event filters ("Comparison operators for use in event
 * patterns"): exact values, prefix, suffix, equals-ignore-case, wildcard, anything-but, numeric, exists and `$or`; nested objects; an array
 * in the event matches when one element does. As in the service only leaves exist: `exists` on an object finds nothing. Throws
 * PatternError on anything else, such as `cidr`.
 */
export function compilePattern(pattern: unknown, place = 'pattern'): EventMatcher {
  const fields = objectSchema.safeParse(pattern);
  if (!fields.success) throw new PatternError(`${place} must be an object`);
  const entries = Object.entries(fields.data);
  if (entries.length === 0) throw new PatternError(`${place} must not be empty`);
  const tests = entries.map(([key, value]) => compileField(key, value, `${place}.${key}`));
  return (event) => tests.every((test) => test(event));
}

function compileField(key: string, value: unknown, place: string): EventMatcher {
  if (key === '$or') {
    const alternatives = z.array(z.unknown()).min(2).safeParse(value);
    if (!alternatives.success) throw new PatternError(`${place} must hold two patterns or more`);
    const matchers = alternatives.data.map((one, index) => compilePattern(one, `${place}[${index}]`));
    return (event) => matchers.some((matches) => matches(event));
  }
  if (Array.isArray(value)) {
    const test = compileLeaf(value, place);
    return (event) => test(leavesOf(memberOf(event, key)));
  }
  const nested = compilePattern(value, place);
  return (event) => {
    const inner = memberOf(event, key);
    return Array.isArray(inner) ? inner.some((element) => nested(element)) : nested(inner);
  };
}

function memberOf(event: unknown, key: string): unknown {
  return typeof event === 'object' && event !== null && Object.hasOwn(event, key) ? Reflect.get(event, key) : undefined;
}

function leavesOf(value: unknown): readonly Scalar[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  const scalar = scalarSchema.safeParse(value);
  return scalar.success ? [scalar.data] : [];
}

function compileLeaf(alternatives: readonly unknown[], place: string): LeafTest {
  if (alternatives.length === 0) throw new PatternError(`${place} must not be an empty array`);
  const tests = alternatives.map((alternative, index) => compileAlternative(alternative, `${place}[${index}]`));
  return (values) => tests.some((test) => test(values));
}

function compileAlternative(alternative: unknown, place: string): LeafTest {
  const exists = z.strictObject({ exists: z.boolean() }).safeParse(alternative);
  if (exists.success) return (values) => values.length > 0 === exists.data.exists;
  const test = compileTest(alternative, place);
  return (values) => values.some(test);
}

function compileTest(alternative: unknown, place: string): Test {
  const scalar = scalarSchema.safeParse(alternative);
  if (scalar.success) return (value) => value === scalar.data;
  const [entry, ...others] = Object.entries(objectSchema.catch({}).parse(alternative));
  if (entry === undefined || others.length > 0)
    throw new PatternError(`${place} is neither a value nor one comparison`);
  const [operator, operand] = entry;
  switch (operator) {
    case 'anything-but':
      return compileAnythingBut(operand, place);
    case 'numeric':
      return compileNumeric(operand, place);
    default:
      return compileText(operator, operand, place);
  }
}

function compileAnythingBut(operand: unknown, place: string): Test {
  const values = z
    .union([z.string(), z.number(), z.array(z.union([z.string(), z.number()])).min(1)])
    .safeParse(operand);
  if (values.success) {
    const excluded: readonly Scalar[] = [values.data].flat();
    return (value) => !excluded.includes(value);
  }
  const [entry, ...others] = Object.entries(objectSchema.catch({}).parse(operand));
  if (entry === undefined || others.length > 0)
    throw new PatternError(`${place}: anything-but takes values or one comparison`);
  const [operator, inner] = entry;
  const tests = [inner].flat().map((one) => compileText(operator, one, place));
  return (value) => !tests.some((test) => test(value));
}

function compileText(operator: string, operand: unknown, place: string): Test {
  const ignoringCase = z.strictObject({ 'equals-ignore-case': z.string() }).safeParse(operand);
  if (ignoringCase.success && (operator === 'prefix' || operator === 'suffix')) {
    const lower = compileText(operator, ignoringCase.data['equals-ignore-case'].toLowerCase(), place);
    return (value) => typeof value === 'string' && lower(value.toLowerCase());
  }
  const parsed = z.string().safeParse(operand);
  if (!parsed.success) throw new PatternError(`${place}: ${operator} takes a text`);
  const text = parsed.data;
  switch (operator) {
    case 'prefix':
      return (value) => typeof value === 'string' && value.startsWith(text);
    case 'suffix':
      return (value) => typeof value === 'string' && value.endsWith(text);
    case 'equals-ignore-case':
      return (value) => typeof value === 'string' && value.toLowerCase() === text.toLowerCase();
    case 'wildcard': {
      const expression = wildcard(text);
      return (value) => typeof value === 'string' && expression.test(value);
    }
    default:
      throw new PatternError(`${place}: the comparison ${operator} is not supported`);
  }
}

/** `*` stands for any characters, `\*` and `\\` for themselves. */
function wildcard(text: string): RegExp {
  const source = text.replaceAll(/\\[*\\]|[$()*+./?[\]\\^{|}]/gu, (part) => {
    if (part === '*') return '[\\s\\S]*';
    return part.length === 2 ? part : `\\${part}`;
  });
  return new RegExp(`^${source}$`, 'u');
}

const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

const operatorSchema = z.enum(['=', '<', '<=', '>', '>=']);
const numericSchema = z.union([
  z.tuple([operatorSchema, z.number()]),
  z.tuple([operatorSchema, z.number(), operatorSchema, z.number()]),
]);

function compileNumeric(operand: unknown, place: string): Test {
  const parsed = numericSchema.safeParse(operand);
  if (!parsed.success) throw new PatternError(`${place}: numeric takes one or two pairs of operator and number`);
  const [first, limit, second, otherLimit] = parsed.data;
  const holds = (operator: string, value: number, bound: number): boolean =>
    comparisons[operator]?.(value, bound) ?? false;
  return (value) =>
    typeof value === 'number' &&
    holds(first, value, limit) &&
    (second === undefined || otherLimit === undefined || holds(second, value, otherLimit));
}
