/** The table, or a part of it, does not take a request right now, after several tries: nothing has been changed, and a later try may succeed. */
export class TableBusyError extends Error {
  override readonly name = 'TableBusyError';
}

// Names by which DynamoDB, S3, KMS, Secrets Manager and the SDK say that a request may succeed later.
const passingNames: ReadonlySet<string> = new Set([
  'TableBusyError',
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RequestThrottledException',
  'ProvisionedThroughputExceededException',
  'TransactionConflictException',
  'TransactionInProgressException',
  'InternalServerError',
  'InternalError',
  'InternalServiceError',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'SlowDown',
  'TimeoutError',
  'RequestTimeout',
  'KMSInternalException',
  'DependencyTimeoutException',
  'KeyUnavailableException',
]);

// What Node.js calls a connection that could not be made or was lost.
const passingCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
]);

/**
 * True for an error that a later try of the same request may not meet: throttling, a conflict, an outage of a service or of the line to
 * it. An error that wraps another, as ElectroDB's does, is what it wraps.
 */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (passingNames.has(error.name) || hasPassingStatus(error) || hasPassingCode(error)) return true;
  return error.cause !== error && isPassing(error.cause);
}

function hasPassingStatus(error: Error): boolean {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null) return false;
  const status: unknown = 'httpStatusCode' in error.$metadata ? error.$metadata.httpStatusCode : undefined;
  return typeof status === 'number' && (status >= 500 || status === 429);
}

function hasPassingCode(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && passingCodes.has(error.code);
}
