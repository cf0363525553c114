import * as z from 'zod';
import { StartError } from '../ground/start-error.ts';

/** What the intrinsic functions of one template look up. Every lookup throws StartError for an unknown name. */
export interface Scope {
  /** Ref: a parameter, pseudo parameter or resource. */
  ref(name: string): unknown;
  /** Fn::GetAtt of a resource of this template. */
  attribute(logicalId: string, attribute: string): unknown;
  /** A named entry of Conditions. */
  condition(name: string): boolean;
  /** Fn::FindInMap. */
  mapping(map: string, first: string, second: string): unknown;
  /** Fn::ImportValue: an output exported by any stack. */
  importValue(name: string): unknown;
  /** Fn::GetStackOutput (CDK's weak cross-stack reference). */
  stackOutput(stack: string, output: string): unknown;
}

/** Stands for `{"Ref": "AWS::NoValue"}`: the property or list element that holds it is left out. */
export const noValue = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, scope: Scope, place: string) => unknown;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope, place) => scope.ref(text(argument, 'Ref', place)),
  'Fn::GetAtt': (argument, scope, place) => {
    const [logicalId, attribute] = attributeName(argument, scope, place);
    return scope.attribute(logicalId, attribute);
  },
  'Fn::Sub': substitute,
  'Fn::Join': (argument, scope, place) => {
    const [separator, items] = list(argument, 2, 'Fn::Join', place);
    const values = list(resolveValue(items, scope, place), undefined, 'Fn::Join', place);
    return values.map((value) => text(value, 'Fn::Join', place)).join(text(separator, 'Fn::Join', place));
  },
  'Fn::Select': (argument, scope, place) => {
    const [index, items] = list(argument, 2, 'Fn::Select', place);
    const values = list(resolveValue(items, scope, place), undefined, 'Fn::Select', place);
    const value = values[Number(resolveValue(index, scope, place))];
    if (value === undefined) throw misuse('Fn::Select', place, 'the list has no such element');
    return value;
  },
  'Fn::Split': (argument, scope, place) => {
    const [separator, source] = list(argument, 2, 'Fn::Split', place);
    return text(resolveValue(source, scope, place), 'Fn::Split', place).split(text(separator, 'Fn::Split', place));
  },
  'Fn::Base64': (argument, scope, place) =>
    Buffer.from(text(resolveValue(argument, scope, place), 'Fn::Base64', place)).toString('base64'),
  'Fn::FindInMap': (argument, scope, place) => {
    const [map, first, second] = list(resolveValue(argument, scope, place), 3, 'Fn::FindInMap', place).map((key) =>
      text(key, 'Fn::FindInMap', place),
    );
    return resolveValue(scope.mapping(map ?? '', first ?? '', second ?? ''), scope, place);
  },
  'Fn::If': (argument, scope, place) => {
    const [condition, whenTrue, whenFalse] = list(argument, 3, 'Fn::If', place);
    return resolveValue(scope.condition(text(condition, 'Fn::If', place)) ? whenTrue : whenFalse, scope, place);
  },
  'Fn::ImportValue': (argument, scope, place) =>
    scope.importValue(text(resolveValue(argument, scope, place), 'Fn::ImportValue', place)),
  'Fn::GetStackOutput': (argument, scope, place) => {
    const parsed = stackOutputSchema.safeParse(resolveValue(argument, scope, place));
    if (!parsed.success) throw misuse('Fn::GetStackOutput', place, 'StackName and OutputName are expected');
    return scope.stackOutput(parsed.data.StackName, parsed.data.OutputName);
  },
};

const stackOutputSchema = z.looseObject({ StackName: z.string(), OutputName: z.string() });

/**
 * Resolves every intrinsic function inside a template value. `place` (stack, resource, property) is named in errors.
 * Returns plain data; throws StartError for an unknown function, a wrong use, or a reference that leads nowhere.
 */
export function resolveValue(value: unknown, scope: Scope, place: string): unknown {
  if (Array.isArray(value)) {
    return value
      .map((item, index) => resolveValue(item, scope, `${place}[${index}]`))
      .filter((item) => item !== noValue);
  }
  // Those to secrets stay as they are: services of types that may hold some have them resolved (dynamic-references.ts).
  if (typeof value === 'string' && /\{\{resolve:(?!secretsmanager:)/u.test(value)) {
    throw new StartError(`${place}: of dynamic references only {{resolve:secretsmanager:…}} is run locally`);
  }
  if (!isRecord(value)) return value;
  const call = intrinsicCall(value);
  if (call) return withPlace(place, () => applyIntrinsic(call.name, call.argument, scope, place));
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const resolved = resolveValue(item, scope, `${place}.${key}`);
    if (resolved !== noValue) result[key] = resolved;
  }
  return result;
}

/** Evaluates an entry of Conditions (Fn::Equals, Fn::And, Fn::Or, Fn::Not, Condition). Throws StartError when it is none of these. */
export function evaluateCondition(value: unknown, scope: Scope, place: string): boolean {
  const [name, argument]: readonly [string, unknown] = (isRecord(value) ? Object.entries(value)[0] : undefined) ?? [
    '',
    value,
  ];
  switch (name) {
    case 'Condition':
      return scope.condition(text(argument, 'Condition', place));
    case 'Fn::Equals': {
      const [left, right] = list(argument, 2, 'Fn::Equals', place).map((side) => resolveValue(side, scope, place));
      return JSON.stringify(left) === JSON.stringify(right);
    }
    case 'Fn::And':
      return list(argument, undefined, 'Fn::And', place).every((item) => evaluateCondition(item, scope, place));
    case 'Fn::Or':
      return list(argument, undefined, 'Fn::Or', place).some((item) => evaluateCondition(item, scope, place));
    case 'Fn::Not':
      return !evaluateCondition(list(argument, 1, 'Fn::Not', place)[0], scope, place);
    default:
      throw new StartError(`${place}: ${JSON.stringify(value)} is not a condition that is understood`);
  }
}

/** Whether a value is an object with string keys (not null, not a list). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function intrinsicCall(value: Record<string, unknown>): { name: string; argument: unknown } | undefined {
  const [entry, ...others] = Object.entries(value);
  if (!entry || others.length > 0) return undefined;
  const [name, argument] = entry;
  return name === 'Ref' || name.startsWith('Fn::') ? { name, argument } : undefined;
}

function applyIntrinsic(name: string, argument: unknown, scope: Scope, place: string): unknown {
  const intrinsic = intrinsics[name];
  if (!intrinsic) throw new StartError(`${place}: the function ${name} is not understood locally`);
  return intrinsic(argument, scope, place);
}

// Errors of a lookup do not know where the reference stands; the innermost resolveValue adds it once.
function withPlace<T>(place: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof UnresolvedReference) throw new StartError(`${place}: ${error.message}`);
    throw error;
  }
}

/** Thrown by a Scope for a name that does not exist; the resolver adds the place of the reference. */
export class UnresolvedReference extends Error {
  override readonly name = 'UnresolvedReference';
}

function substitute(argument: unknown, scope: Scope, place: string): string {
  const [template, variables] = Array.isArray(argument) ? list(argument, 2, 'Fn::Sub', place) : [argument, {}];
  const own = isRecord(variables) ? variables : {};
  return text(template, 'Fn::Sub', place).replaceAll(/\$\{([^}]*)\}/gu, (_match, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (Object.hasOwn(own, name)) return text(resolveValue(own[name], scope, place), 'Fn::Sub', place);
    const dot = name.indexOf('.');
    const value = dot < 0 ? scope.ref(name) : scope.attribute(name.slice(0, dot), name.slice(dot + 1));
    return text(value, `\${${name}} in Fn::Sub`, place);
  });
}

function attributeName(argument: unknown, scope: Scope, place: string): readonly [string, string] {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return [argument.slice(0, dot), argument.slice(dot + 1)];
  }
  const [logicalId, attribute] = list(argument, 2, 'Fn::GetAtt', place);
  return [text(logicalId, 'Fn::GetAtt', place), text(resolveValue(attribute, scope, place), 'Fn::GetAtt', place)];
}

function list(value: unknown, length: number | undefined, name: string, place: string): unknown[] {
  if (!Array.isArray(value)) throw misuse(name, place, 'a list is expected');
  const items: unknown[] = value;
  if (length !== undefined && items.length !== length) throw misuse(name, place, `${length} elements are expected`);
  return items;
}

function text(value: unknown, name: string, place: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw misuse(name, place, 'a string is expected');
}

function misuse(name: string, place: string, reason: string): StartError {
  return new StartError(`${place}: ${name}: ${reason}`);
}
