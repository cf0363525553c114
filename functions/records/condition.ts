import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { ElectroError } from 'electrodb';

/**
 * Waits for a single conditional write: true when it was made, false when its condition did not hold. Whatever else fails is thrown.
 * Transactions answer `canceled` instead.
 */
export async function conditionHeld(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    const cause: unknown = error instanceof ElectroError ? error.cause : undefined;
    if (cause instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
