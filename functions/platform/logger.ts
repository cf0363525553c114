import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { correlationId } from './correlation.ts';

/** Each line with the id of what it follows from, and without what is the same in all lines of a log group: every character is paid for. */
class ShortFormatter extends LogFormatter {
  override formatAttributes(attributes: UnformattedAttributes, additional: LogAttributes): LogItem {
    const { logLevel: level, message, timestamp, serviceName: service, lambdaContext, xRayTraceId } = attributes;
    return new LogItem({
      attributes: {
        ...{ level, message, timestamp: this.formatTimestamp(timestamp), service },
        ...(lambdaContext?.coldStart === true ? { cold_start: true } : {}),
        ...{ function_request_id: lambdaContext?.awsRequestId, xray_trace_id: xRayTraceId },
        correlationId: correlationId(),
      },
    }).addAttributes(additional);
  }
}

/**
 * The logger of a function: JSON lines with a stable `code` per message (docs/logging.md lists them). Never log names, identity numbers, mobile numbers,
 * tokens or postal addresses.
 */
export const logger = new Logger({ logFormatter: new ShortFormatter() });

/** Whatever was thrown, as an Error for the log. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
