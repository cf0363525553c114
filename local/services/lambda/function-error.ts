import type { z } from 'zod';
import type { functionErrorSchema } from './messages.ts';

/** An error as the Node.js runtime of Lambda serializes it: the error's name, message and stack; of anything else thrown its type and text. */
export function toFunctionError(error: unknown): z.output<typeof functionErrorSchema> {
  if (error instanceof Error) {
    return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}
