import { describe, expect, test } from 'vitest';
import { loadDefinition } from './definition.ts';

const invoke = 'arn:aws:states:::lambda:invoke';
const task = { Type: 'Task', Resource: invoke, Parameters: { FunctionName: 'f' }, End: true };

function load(state: Record<string, unknown>, machine: Record<string, unknown> = {}) {
  const states = { S: state, Other: { Type: 'Succeed' } };
  const start = { Type: 'Choice', Choices: [{ Variable: '$.go', BooleanEquals: true, Next: 'S' }], Default: 'Other' };
  return () => loadDefinition(JSON.stringify({ StartAt: 'Start', States: { Start: start, ...states }, ...machine }));
}

function choice(condition: Record<string, unknown>) {
  return { Type: 'Choice', Choices: [{ ...condition, Next: 'Other' }] };
}

describe('a definition is refused', () => {
  test.each<[why: string, message: RegExp, state: Record<string, unknown>, machine?: Record<string, unknown>]>([
    ['JSONata of a machine', /QueryLanguage/, task, { QueryLanguage: 'JSONata' }],
    ['JSONata of a state', /QueryLanguage/, { ...task, QueryLanguage: 'JSONata' }],
    ['Assign', /Assign/, { ...task, Assign: { a: 1 } }],
    ['Arguments', /Arguments/, { ...task, Arguments: {} }],
    ['a timeout of the machine', /TimeoutSeconds/, task, { TimeoutSeconds: 5 }],
    ['a heartbeat', /HeartbeatSeconds/, { ...task, HeartbeatSeconds: 5 }],
    ['Parallel', /States\.S.*only Task/, { Type: 'Parallel', Branches: [], End: true }],
    ['Map', /States\.S.*only Task/, { Type: 'Map', ItemProcessor: {}, End: true }],
    ['another service', /Resource/, { ...task, Resource: 'arn:aws:states:::sqs:sendMessage' }],
    ['a function ARN as resource', /Resource/, { ...task, Resource: 'arn:aws:lambda:us-east-1:0:function:f' }],
    [
      'asynchronous invocation',
      /InvocationType/,
      { ...task, Parameters: { FunctionName: 'f', InvocationType: 'Event' } },
    ],
    ['no function', /FunctionName/, { ...task, Parameters: { Payload: {} } }],
    ['a token in lambda:invoke', /Token/, { ...task, Parameters: { FunctionName: 'f', 'Payload.$': '$$.Task.Token' } }],
    ['waiting without a token', /Token/, { ...task, Resource: `${invoke}.waitForTaskToken` }],
    ['a wildcard', /only \$/, { ...task, InputPath: '$.items[*]' }],
    ['a filter', /not supported/, { ...task, ResultSelector: { 'a.$': '$.items[?(@.b)]' } }],
    [
      'a missing part of the context',
      /not supported/,
      { ...task, ResultSelector: { 'a.$': '$$.Execution.StartTime' } },
    ],
    ['ResultPath $', /leave "\$" out/, { ...task, ResultPath: '$' }],
    ['an unsupported function', /States\.UUID/, { ...task, ResultSelector: { 'a.$': 'States.UUID()' } }],
    [
      'a nested unsupported function',
      /States\.Hash/,
      { ...task, ResultSelector: { 'a.$': "States.Array(States.Hash('a','MD5'))" } },
    ],
    ['parentheses in text', /quoted/, { ...task, ResultSelector: { 'a.$': "States.Format('({})', $.a)" } }],
    ['a retrier for permissions', /States\.ALL/, { ...task, Retry: [{ ErrorEquals: ['States.Permissions'] }] }],
    ['States.ALL among others', /alone/, { ...task, Catch: [{ ErrorEquals: ['States.ALL', 'A'], Next: 'Other' }] }],
    ['an ordering comparison', /NumericLessThan/, choice({ Variable: '$.a', NumericLessThan: 1 })],
    ['StringMatches', /StringMatches/, choice({ Variable: '$.a', StringMatches: 'a*' })],
    ['IsPresent false', /IsPresent/, choice({ Variable: '$.a', IsPresent: false })],
    ['two operators', /exactly one/, choice({ Variable: '$.a', IsPresent: true, IsNull: true })],
    ['a wrong nested condition', /NumericGreaterThan/, choice({ And: [{ Variable: '$.a', NumericGreaterThan: 1 }] })],
    ['a Fail state without cause', /Cause/, { Type: 'Fail', Error: 'E' }],
    ['an empty Result', /Result/, { Type: 'Pass', Result: 0, End: true }],
    ['a state that does not exist', /Nowhere/, { Type: 'Pass', Next: 'Nowhere' }],
    ['no next state', /Next|End/, { Type: 'Pass' }],
  ])('with %s', (_why, message, state, machine) => {
    expect(load(state, machine)).toThrow(message);
  });

  test('when it is not JSON', () => {
    expect(() => loadDefinition('{')).toThrow(/not JSON/);
  });
});

test('what the library runs as AWS does is accepted', () => {
  const retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2, MaxDelaySeconds: 5, JitterStrategy: 'FULL' }];
  const catchers = [{ ErrorEquals: ['States.Timeout'], ResultPath: null, Next: 'Other' }];
  expect(load({ ...task, Retry: retry, Catch: catchers, TimeoutSecondsPath: '$.t', OutputPath: null })).not.toThrow();
  expect(
    load(
      choice({
        Not: {
          Or: [
            { Variable: "$['a b']", IsNull: true },
            { Variable: '$$.State.Name', StringEquals: 'x' },
          ],
        },
      }),
    ),
  ).not.toThrow();
  expect(load({ Type: 'Wait', TimestampPath: '$.when', Next: 'Other' })).not.toThrow();
});
