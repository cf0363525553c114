import fc from 'fast-check';
import * as z from 'zod';
import { hostileTexts, hostileValue } from './hostile.ts';

/** What is read of a JSON Schema; the rest is told by a value that is not allowed for. */
interface Described {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Described[];
  readonly oneOf?: readonly Described[];
  readonly allOf?: readonly Described[];
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Described;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly required?: readonly string[];
}

/** Texts that one field or another accepts: the contract says of many only that they are texts, and checks the rest by functions. */
const plausibleTexts = [
  ...['张三', '江苏示例建筑设计有限公司', '91320508000010014J', '13900000000', 'someone@example.com', '无'],
  ...['2026-03-05', '2027-02-28', 'application/pdf', '材料.pdf', '材料不符合要求。', '320508', `${'A'.repeat(43)}=`],
];

/**
 * Values as a schema of the contract describes them, hostile in one place of about eight: objects that lack a field or have one more, lists that are
 * too long, numbers one beyond each limit, other texts than those of a list. What the schema accepts is among them, so that what is behind it is reached.
 */
export function valuesOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const described: Described = JSON.parse(
    JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })),
  ) as Described;
  return valueOf(described);
}

function valueOf(schema: Described): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 7, arbitrary: fitting(schema) }, { weight: 1, arbitrary: hostileValue });
}

function fitting(schema: Described): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices !== undefined) return fc.oneof(...choices.map(fitting));
  return byType[schema.type ?? '']?.(schema) ?? hostileValue;
}

const byType: Readonly<Record<string, (schema: Described) => fc.Arbitrary<unknown>>> = {
  object: objectOf,
  array: ({ items = {}, maxItems = 5 }) => fc.array(valueOf(items), { maxLength: Math.min(maxItems, 20) + 1 }),
  integer: numberOf,
  number: numberOf,
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
  string: textOf,
};

function objectOf({ properties = {}, required = [] }: Described): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, field]) =>
    fc
      .tuple(valueOf(field), fc.nat(required.includes(name) ? 15 : 1))
      .map(([value, present]): readonly [string, unknown][] => (present === 0 ? [] : [[name, value]])),
  );
  const further = fc.nat(15).map((there): readonly [string, unknown][] => (there === 0 ? [['extra', 1]] : []));
  return fc.tuple(further, ...fields).map((entries) => Object.fromEntries(entries.flat()));
}

function numberOf({ minimum = 0, maximum = 1000 }: Described): fc.Arbitrary<unknown> {
  return fc.constantFrom(minimum, minimum + 1, maximum, minimum - 1, maximum + 1, minimum + 0.5);
}

function textOf({ pattern, maxLength }: Described): fc.Arbitrary<unknown> {
  const longest =
    maxLength === undefined ? [] : [fc.constant('长'.repeat(maxLength)), fc.constant('长'.repeat(maxLength + 1))];
  // Patterns by properties of characters say what is not allowed: the plausible texts fit them.
  const drawn = pattern === undefined || pattern.includes(String.raw`\p{`);
  const matching = drawn ? [] : [fc.stringMatching(new RegExp(pattern, 'u'))];
  return fc.oneof(fc.constantFrom(...plausibleTexts), fc.constantFrom(...hostileTexts), ...matching, ...longest);
}
