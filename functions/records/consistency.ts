import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';

const batchInput = z.looseObject({ RequestItems: z.record(z.string(), z.looseObject({})) });

/**
 * Makes every BatchGetItem of a client read consistently. The indexes hold keys alone, and a list reads the items that they name from the table: so
 * it shows each as it is, whatever the index still says of it. (ElectroDB's `hydrate` cannot be told so: it would ask the index for it too.)
 */
export function readConsistently(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next, context) => async (request) => {
      if (context.commandName !== 'BatchGetItemCommand') return await next(request);
      const { RequestItems, ...input } = batchInput.parse(request.input);
      const asked = Object.entries(RequestItems).map(([table, { Limit: _, ...keys }]) => {
        return [table, { ...keys, ConsistentRead: true }] as const;
      });
      return await next({ ...request, input: { ...request.input, ...input, RequestItems: Object.fromEntries(asked) } });
    },
    { name: 'consistency', step: 'initialize', priority: 'low' },
  );
}
