import { StartError } from '../../ground/start-error.ts';
import { fits } from './wildcards.ts';

/** A condition of a statement: an operator, a key of the request and the values that it is held against. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** What a request says of itself, by lower-case condition key. */
export type Context = ReadonlyMap<string, string>;

type Compare = (given: string, wanted: string) => boolean;

const sameBoolean: Compare = (given, wanted) => given.toLowerCase() === wanted.toLowerCase();

/** Operators by their names, without `IfExists`; those that negate hold for a key that is not there ("IAM JSON policy elements: Condition operators"). */
const operators: Readonly<Record<string, { readonly compare: Compare; readonly negates?: true }>> = {
  StringEquals: { compare: (given, wanted) => given === wanted },
  StringNotEquals: { compare: (given, wanted) => given === wanted, negates: true },
  StringLike: { compare: (given, wanted) => fits(wanted, given) },
  StringNotLike: { compare: (given, wanted) => fits(wanted, given), negates: true },
  // "ArnEquals and ArnLike behave identically."
  ArnEquals: { compare: (given, wanted) => fits(wanted, given) },
  ArnLike: { compare: (given, wanted) => fits(wanted, given) },
  Bool: { compare: sameBoolean },
  NumericLessThan: { compare: (given, wanted) => Number(given) < Number(wanted) },
};

/** Condition keys whose value a request on this machine has, or is known not to have. Any other one could be wrongly taken for absent. */
const knownKeys: ReadonlySet<string> = new Set(
  [
    'aws:PrincipalIsAWSService',
    'aws:SecureTransport',
    'aws:SourceAccount',
    'aws:SourceArn',
    'kms:EncryptionContext:aws:logs:arn',
    'kms:GrantIsForAWSResource',
    'kms:ViaService',
    's3:TlsVersion',
    's3:if-none-match',
    'ses:FromAddress',
  ].map((key) => key.toLowerCase()),
);

/**
 * Reads the conditions of a statement.
 *
 * @throws StartError that begins with `place` for an operator, a key or a variable that is not understood
 */
export function readConditions(
  conditions: Readonly<Record<string, Readonly<Record<string, string | number | boolean | readonly string[]>>>>,
  place: string,
): readonly Condition[] {
  return Object.entries(conditions).flatMap(([operator, keys]) => {
    if (operator !== absence && !Object.hasOwn(operators, withoutSuffix(operator)))
      throw new StartError(`${place}: the condition operator ${operator} is not understood`);
    return Object.entries(keys).map(([key, value]) => {
      if (!knownKeys.has(key.toLowerCase()))
        throw new StartError(`${place}: the condition key ${key} is not understood`);
      const values = (typeof value === 'object' ? value : [value]).map(String);
      const variable = values.find((text) => text.includes('${'));
      if (variable !== undefined)
        throw new StartError(`${place}: the policy variable in ${variable} is not understood`);
      return { operator, key: key.toLowerCase(), values };
    });
  });
}

/** Whether all conditions hold for a request. */
export function conditionsHold(conditions: readonly Condition[], context: Context): boolean {
  return conditions.every(({ operator, key, values }) => {
    const { compare, negates = false } = operators[withoutSuffix(operator)] ?? { compare: () => false };
    const given = context.get(key);
    if (operator === absence) return values.includes(String(given === undefined));
    if (given === undefined) return negates || operator.endsWith(suffix);
    return values.some((wanted) => compare(given, wanted)) !== negates;
  });
}

/** Asks whether a key is absent (`true`) or there (`false`). */
const absence = 'Null';
const suffix = 'IfExists';

function withoutSuffix(operator: string): string {
  return operator.endsWith(suffix) ? operator.slice(0, -suffix.length) : operator;
}
