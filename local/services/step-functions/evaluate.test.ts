import { describe, expect, test } from 'vitest';
import { loadDefinition } from './definition.ts';
import { evaluate, type Json, type Outcome, readPath } from './evaluate.ts';

function decide(state: Record<string, unknown>, input: Json = {}, outcomes: Outcome[] = []) {
  const definition = loadDefinition(JSON.stringify({ StartAt: 'S', States: { S: state, T: { Type: 'Succeed' } } }));
  const context = {
    Execution: { Id: 'id' },
    State: { Name: 'S', EnteredTime: '2026-03-02T01:00:00.000Z', RetryCount: outcomes.length },
    Task: { Token: 'token' },
  };
  const given = { definition, stateName: 'S', input, executionInput: { started: 'with' }, context, outcomes };
  return evaluate({ ...given, random: () => 0.5 });
}

const failed = (error: string): Outcome => ({ type: 'failed', error, cause: 'why' });
const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, Next: 'T' };

// Inputs and results as in "Intrinsic functions" of AWS's Step Functions developer guide.
test.each<[expression: string, result: Json]>([
  ["States.Format('Hello, my name is {}.', $.name)", 'Hello, my name is Arnav.'],
  ['States.StringToJson($.escaped)', { foo: 'bar' }],
  ['States.JsonToString($.unescaped)', '{"foo":"bar"}'],
  ["States.Array($.Id, 'x', 2, true, null)", [123456, 'x', 2, true, null]],
  ['States.ArrayContains($.inputArray, $.lookingFor)', true],
  ['States.ArrayGetItem($.inputArray, $.index)', 6],
  ['States.ArrayLength($.inputArray)', 9],
  ['States.MathAdd($.value1, -1)', 110],
  ["States.StringSplit($.csv, ',')", ['1', '2', '3']],
  ["States.Format('{}', States.ArrayGetItem($.inputArray, 0))", '1'],
])('%s', async (expression, result) => {
  const input = {
    name: 'Arnav',
    escaped: '{"foo": "bar"}',
    unescaped: { foo: 'bar' },
    Id: 123456,
    inputArray: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    lookingFor: 5,
    index: 5,
    value1: 111,
    csv: '1,2,3',
  };
  const decision = await decide({ Type: 'Pass', Parameters: { 'value.$': expression }, Next: 'T' }, input);
  expect(decision).toEqual({ type: 'next', state: 'T', output: { value: result } });
});

describe('a task', () => {
  test('asks for an attempt with its parameters and context', async () => {
    const Payload = { 'a.$': '$.a', 'in.$': '$$.Execution.Input.started', 'name.$': '$$.State.Name', fixed: [1] };
    const decision = await decide({ ...task, Parameters: { FunctionName: 'f', Payload } }, { a: 7 });
    const input = { FunctionName: 'f', Payload: { a: 7, in: 'with', name: 'S', fixed: [1] } };
    expect(decision).toEqual({ type: 'attempt', input, delayMs: 0 });
  });

  test('selects and places its result', async () => {
    const state = { ...task, ResultSelector: { 'b.$': '$.Payload.b' }, ResultPath: '$.got', OutputPath: '$.got' };
    const outcome: Outcome = { type: 'succeeded', output: { Payload: { b: 2, c: 3 } } };
    expect(await decide(state, { a: 1 }, [outcome])).toEqual({ type: 'next', state: 'T', output: { b: 2 } });
  });

  test('is retried after growing delays, then fails in place', async () => {
    const Retry = [{ ErrorEquals: ['E'], IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 3, MaxDelaySeconds: 7 }];
    const delays = [];
    for (let count = 1; count <= 3; count += 1) {
      const decision = await decide(
        { ...task, Retry },
        {},
        Array.from({ length: count }, () => failed('E')),
      );
      delays.push(decision.type === 'attempt' && decision.delayMs);
    }
    expect(delays).toEqual([3000, 6000, 7000]);
    const last = await decide(
      { ...task, Retry },
      {},
      Array.from({ length: 4 }, () => failed('E')),
    );
    expect(last).toEqual({ type: 'failed', error: 'E', cause: 'why' });
  });

  test('counts the attempts of each retrier by itself', async () => {
    const retrier = { IntervalSeconds: 1, MaxAttempts: 1 };
    const Retry = [
      { ErrorEquals: ['A'], ...retrier },
      { ErrorEquals: ['B'], ...retrier },
    ];
    expect(await decide({ ...task, Retry }, {}, [failed('A'), failed('B')])).toMatchObject({ type: 'attempt' });
    expect(await decide({ ...task, Retry }, {}, [failed('A'), failed('A')])).toMatchObject({ type: 'failed' });
  });

  test('takes half of the delay when jitter draws 0.5', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 8, JitterStrategy: 'FULL' }];
    expect(await decide({ ...task, Retry }, {}, [failed('E')])).toMatchObject({ delayMs: 4000 });
  });

  test('is caught by name, with the error placed', async () => {
    const Catch = [{ ErrorEquals: ['E'], ResultPath: '$.failure', Next: 'T' }];
    const output = { a: 1, failure: { Error: 'E', Cause: 'why' } };
    expect(await decide({ ...task, Catch }, { a: 1 }, [failed('E')])).toEqual({ type: 'next', state: 'T', output });
    expect(await decide({ ...task, Catch }, { a: 1 }, [failed('F')])).toMatchObject({ type: 'failed', error: 'F' });
  });

  test.each(['A', 'Lambda.Unknown', 'Runtime.ExitError', 'Sandbox.Timedout', 'HTTP 503'])(
    'is retried by States.TaskFailed after %s, and never after its own timeout',
    async (error) => {
      const state = {
        ...task,
        Retry: [{ ErrorEquals: ['States.TaskFailed'] }],
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'T' }],
      };
      expect(await decide(state, {}, [failed(error)])).toMatchObject({ type: 'attempt', delayMs: 1000 });
      expect(await decide(state, {}, [failed('States.Timeout')])).toMatchObject({ type: 'next', state: 'T' });
      expect(await decide(state, {}, [failed(error), failed('States.Timeout')])).toMatchObject({ type: 'next' });
      expect(await decide(state, {}, [failed('States.DataLimitExceeded')])).toMatchObject({ type: 'failed' });
    },
  );

  test('goes to the first retrier that names its error: one without attempts keeps it from those behind', async () => {
    const Retry = [{ ErrorEquals: ['Never', 'Either'], MaxAttempts: 0 }, { ErrorEquals: ['States.TaskFailed'] }];
    const Catch = [{ ErrorEquals: ['Never'], Next: 'T' }];
    expect(await decide({ ...task, Retry, Catch }, {}, [failed('Never')])).toMatchObject({ type: 'next', state: 'T' });
    expect(await decide({ ...task, Retry, Catch }, {}, [failed('Either')])).toMatchObject({ error: 'Either' });
    expect(await decide({ ...task, Retry, Catch }, {}, [failed('Other')])).toMatchObject({ type: 'attempt' });
  });

  test('is caught by States.TaskFailed, but not its own timeout', async () => {
    const state = { ...task, Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'T' }] };
    expect(await decide(state, {}, [failed('A')])).toMatchObject({ type: 'next', state: 'T' });
    expect(await decide(state, {}, [failed('States.Timeout')])).toMatchObject({ error: 'States.Timeout' });
  });

  test('does not let States.ALL catch what cannot be helped', async () => {
    const state = {
      ...task,
      Retry: [{ ErrorEquals: ['States.ALL'] }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'T' }],
    };
    const decision = await decide(state, {}, [failed('States.DataLimitExceeded')]);
    expect(decision).toMatchObject({ type: 'failed', error: 'States.DataLimitExceeded' });
  });

  test('with a path to nothing in its parameters fails', async () => {
    const decision = await decide({ ...task, Parameters: { FunctionName: 'f', 'Payload.$': '$.none' } });
    expect(decision).toMatchObject({ type: 'failed', error: 'States.Runtime' });
  });
});

test.each([null, 0, '', false, [], 'text'])('the input %j passes unchanged', async (input) => {
  expect(await decide({ Type: 'Pass', Next: 'T' }, input)).toEqual({ type: 'next', state: 'T', output: input });
});

test('a state that leads to itself is left once per evaluation', async () => {
  const Choices = [{ Variable: '$.again', BooleanEquals: true, Next: 'S' }];
  const decision = await decide({ Type: 'Choice', Choices, Default: 'T' }, { again: true });
  expect(decision).toEqual({ type: 'next', state: 'S', output: { again: true } });
});

test('a choice without a match fails', async () => {
  const Choices = [{ Variable: '$.a', StringEquals: 'x', Next: 'T' }];
  expect(await decide({ Type: 'Choice', Choices }, { a: 'y' })).toMatchObject({ error: 'States.NoChoiceMatched' });
});

test('readPath reads the input of the state', async () => {
  expect(await readPath('$.a.b[1]', undefined, { a: { b: [1, 2] } })).toBe(2);
  expect(await readPath('$.b', '$.a', { a: { b: 3 } })).toBe(3);
  expect(await readPath('$.none', undefined, {})).toBeUndefined();
});
