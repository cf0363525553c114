import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { TableBusyError } from '../platform/passing-error.ts';
import { pause } from './settle.ts';

// Six tries with at most 25, 50, 100, 200 and 400 ms between them: under a second of the API's 20, on top of what the SDK itself retries.
const tries = 6;
const firstPauseMilliseconds = 25;

const batchOutput = z.looseObject({
  Responses: z.record(z.string(), z.array(z.unknown())).default({}),
  UnprocessedKeys: z.record(z.string(), z.unknown()).default({}),
});
const cancellation = z.object({ CancellationReasons: z.array(z.object({ Code: z.string().optional() })) });

/**
 * Makes every request of a client ask again for what DynamoDB did not do for want of capacity or because of another transaction: the keys
 * that a BatchGetItem leaves unprocessed, and a transaction or a write that is cancelled by a conflict, throttling or an internal error
 * ("TransactWriteItems: cancellation reasons"). A condition that does not hold is an answer and is passed on at once, whatever stands beside it.
 * When the tries are used up the request fails with a TableBusyError, never with a part of the answer.
 */
export function addPatience(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next, context) => async (request) => {
      const ask = async (input: object) => await next({ ...request, input });
      // The SDK wants the type of its own request kept; what is asked for again has the form of what was asked for.
      return context.commandName === 'BatchGetItemCommand'
        ? await askForAll(ask, request.input)
        : await askAgain(async () => await next(request));
    },
    { name: 'patience', step: 'initialize', priority: 'low' },
  );
}

async function askForAll<Answer extends { output: object }>(
  ask: (input: object) => Promise<Answer>,
  input: object,
): Promise<Answer> {
  const first = await ask(input);
  const merged = batchOutput.parse(first.output);
  for (let count = 1; Object.keys(merged.UnprocessedKeys).length > 0; count += 1) {
    if (count >= tries) throw new TableBusyError('keys stay unprocessed');
    await pause(firstPauseMilliseconds, count);
    const { Responses, UnprocessedKeys } = batchOutput.parse(
      (await ask({ ...input, RequestItems: merged.UnprocessedKeys })).output,
    );
    for (const [table, items] of Object.entries(Responses)) {
      merged.Responses[table] = [...(merged.Responses[table] ?? []), ...items];
    }
    merged.UnprocessedKeys = UnprocessedKeys;
  }
  return { ...first, output: { ...first.output, Responses: merged.Responses, UnprocessedKeys: {} } };
}

async function askAgain<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let count = 1; ; count += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!mayPass(error)) throw error;
      if (count >= tries) throw new TableBusyError('the table is busy', { cause: error });
      await pause(firstPauseMilliseconds, count);
    }
  }
}

const passingReasons: readonly string[] = [
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'InternalServerError',
];

/** True when nothing but the moment speaks against the write. The SDK has already retried what is throttled as a whole. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'TransactionConflictException') return true;
  if (error.name !== 'TransactionCanceledException') return false;
  const reasons = cancellation.safeParse(error).data?.CancellationReasons ?? [];
  const codes = reasons.map(({ Code = 'None' }) => Code).filter((code) => code !== 'None');
  return codes.length > 0 && codes.every((code) => passingReasons.includes(code));
}
