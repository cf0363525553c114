import * as z from 'zod';
import { isContextPath, isInputPath, isResultPath, templateProblems } from './paths.ts';

/*
 * The part of the Amazon States Language that aws-local-stepfunctions 3.0.0 runs as AWS does. Objects are strict: a field
 * that is not listed here is ignored or run wrongly by the library, so it is an error when the definition is loaded.
 * Left out for that reason, beside JSONata and Assign: HeartbeatSeconds (ignored), the state machine's TimeoutSeconds (starts
 * again after a restart), StringMatches (other wildcards), ordering comparisons (compare values of different types),
 * `IsPresent: false` and its like (never match), States.UUID, States.MathRandom and States.Hash. Map and Parallel are left out because the engine resumes one state at a time.
 */

const inputPath = z.string().refine(isInputPath, 'only $ with member names and indexes is supported');
const readPath = z
  .string()
  .refine(
    (path) => isInputPath(path) || isContextPath(path),
    'only $ or $$ with member names and indexes is supported',
  );
const resultPath = z
  .string()
  .refine(isResultPath, 'only $.name is supported; leave "$" out, it is the default')
  .nullable();
const positiveSeconds = z.int().min(1).max(99_999_999);
const template = z.record(z.string(), z.json()).superRefine((value, context) => {
  for (const message of templateProblems(value)) context.addIssue({ code: 'custom', message });
});

const common = {
  Comment: z.string().optional(),
  QueryLanguage: z.literal('JSONPath').optional(),
};
const inputOutput = { InputPath: inputPath.nullable().optional(), OutputPath: inputPath.nullable().optional() };
const transition = { Next: z.string().optional(), End: z.literal(true).optional() };

const statesErrors = ['States.ALL', 'States.TaskFailed', 'States.Timeout'];
const errorNames = z
  .array(z.string().min(1))
  .min(1)
  .refine((names) => !names.includes('States.ALL') || names.length === 1, 'States.ALL stands alone')
  .refine(
    (names) => names.every((name) => !name.startsWith('States.') || statesErrors.includes(name)),
    `of the States.* errors only ${statesErrors.join(', ')} are supported`,
  );

const retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: errorNames,
  IntervalSeconds: positiveSeconds.optional(),
  MaxAttempts: z.int().min(0).max(99_999_999).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxDelaySeconds: positiveSeconds.optional(),
  JitterStrategy: z.enum(['NONE', 'FULL']).optional(),
});

const catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: errorNames,
  ResultPath: resultPath.optional(),
  Next: z.string(),
});

const invokeParameters = z
  .strictObject({
    FunctionName: z.string().min(1).optional(),
    'FunctionName.$': readPath.optional(),
    Payload: z.json().optional(),
    'Payload.$': readPath.optional(),
  })
  .refine((value) => (value.FunctionName === undefined) !== (value['FunctionName.$'] === undefined), {
    message: 'exactly one of FunctionName and FunctionName.$ is required',
  })
  .superRefine((value, context) => {
    for (const message of templateProblems(value)) context.addIssue({ code: 'custom', message });
  });

const task = z
  .strictObject({
    ...common,
    ...inputOutput,
    ...transition,
    Type: z.literal('Task'),
    Resource: z
      .string()
      .regex(
        /^arn:[^:]+:states:::lambda:invoke(?:\.waitForTaskToken)?$/,
        'only arn:…:states:::lambda:invoke and lambda:invoke.waitForTaskToken are supported',
      ),
    Parameters: invokeParameters,
    ResultSelector: template.optional(),
    ResultPath: resultPath.optional(),
    TimeoutSeconds: positiveSeconds.optional(),
    TimeoutSecondsPath: inputPath.optional(),
    Retry: z.array(retrier).optional(),
    Catch: z.array(catcher).optional(),
  })
  .refine((state) => waitsForToken(state) === JSON.stringify(state.Parameters).includes('$$.Task.Token'), {
    message: '$$.Task.Token belongs in the Parameters of lambda:invoke.waitForTaskToken, and only there',
  });

const comparisons = {
  StringEquals: z.string(),
  NumericEquals: z.number(),
  BooleanEquals: z.boolean(),
  StringEqualsPath: readPath,
  NumericEqualsPath: readPath,
  BooleanEqualsPath: readPath,
  IsNull: z.literal(true),
  IsPresent: z.literal(true),
  IsString: z.literal(true),
  IsNumeric: z.literal(true),
  IsBoolean: z.literal(true),
} as const;

const condition: z.ZodType<Readonly<Record<string, unknown>>> = z.lazy(() =>
  z
    .strictObject({
      Comment: z.string().optional(),
      Variable: readPath.optional(),
      ...z.object(comparisons).partial().shape,
      And: z.array(condition).min(1).optional(),
      Or: z.array(condition).min(1).optional(),
      Not: condition.optional(),
      Next: z.string().optional(),
    })
    .refine((rule) => operatorsOf(rule).length === 1, 'a condition has exactly one operator'),
);

const combinations = ['And', 'Or', 'Not'];

function operatorsOf(rule: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(rule).filter((key) => key in comparisons || combinations.includes(key));
}

const choice = z.strictObject({
  ...common,
  ...inputOutput,
  Type: z.literal('Choice'),
  Choices: z.array(condition).min(1),
  Default: z.string().optional(),
});

const pass = z.strictObject({
  ...common,
  ...inputOutput,
  ...transition,
  Type: z.literal('Pass'),
  Parameters: template.optional(),
  ResultPath: resultPath.optional(),
  // The library takes a falsy Result for none.
  Result: z.json().refine(Boolean, 'an empty Result is not supported').optional(),
});

const wait = z.strictObject({
  ...common,
  ...inputOutput,
  ...transition,
  Type: z.literal('Wait'),
  Seconds: positiveSeconds.optional(),
  SecondsPath: inputPath.optional(),
  Timestamp: z.iso.datetime({ offset: true }).optional(),
  TimestampPath: inputPath.optional(),
});

const succeed = z.strictObject({ ...common, ...inputOutput, Type: z.literal('Succeed') });

const fail = z
  .strictObject({
    ...common,
    Type: z.literal('Fail'),
    Error: z.string().min(1).optional(),
    ErrorPath: readPath.optional(),
    Cause: z.string().min(1).optional(),
    CausePath: readPath.optional(),
  })
  // Without them the library invents an error name and a cause.
  .refine((state) => (state.Error === undefined) !== (state.ErrorPath === undefined), 'one of Error and ErrorPath')
  .refine((state) => (state.Cause === undefined) !== (state.CausePath === undefined), 'one of Cause and CausePath');

/** A state as the local engine runs it. */
const stateSchema = z.discriminatedUnion('Type', [task, choice, pass, wait, succeed, fail], {
  error: 'only Task, Choice, Pass, Wait, Succeed and Fail states are supported',
});

/** A definition as the local engine runs it. */
export const definitionSchema = z.strictObject({
  Comment: z.string().optional(),
  Version: z.literal('1.0').optional(),
  QueryLanguage: z.literal('JSONPath').optional(),
  StartAt: z.string(),
  // '#' is the engine's own prefix in the machines it evaluates.
  States: z.record(z.string().regex(/^[^#].{0,79}$/u), stateSchema),
});

/** A state as the local engine runs it. */
export type State = z.infer<typeof stateSchema>;
/** A `Task` state. */
export type TaskState = z.infer<typeof task>;
/** A `Wait` state. */
export type WaitState = z.infer<typeof wait>;

/** Whether a task ends by its token and not by the function's answer. */
export function waitsForToken(state: { readonly Resource: string }): boolean {
  return state.Resource.endsWith('.waitForTaskToken');
}
