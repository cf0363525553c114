import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { ElectroError } from 'electrodb';

/** True for the error of a single conditional write whose condition did not hold. Transactions answer `canceled` instead. */
export function isLostCondition(error: unknown): boolean {
  const cause: unknown = error instanceof ElectroError ? error.cause : undefined;
  return cause instanceof ConditionalCheckFailedException;
}
