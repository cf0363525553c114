import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { asError, logger } from './logger.ts';

const processor = new BatchProcessor(EventType.SQS, { logger });

/**
 * Makes a Lambda handler of a queue. Reports the messages that failed, each logged under `code`; they come again, and go to the dead letters after as
 * many times as the queue says. Messages of a batch are handled side by side and in no order.
 */
export function queueHandler(code: string, handle: (body: string) => Promise<void>) {
  const handleRecord = async ({ messageId, body }: SQSRecord): Promise<void> => {
    try {
      await handle(body);
    } catch (error) {
      logger.error('a message of the queue failed', { code, messageId, error: asError(error) });
      throw error;
    }
  };
  return middy<SQSEvent, SQSBatchResponse>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .handler(
      async (event: SQSEvent): Promise<SQSBatchResponse> =>
        await processPartialResponse(event, handleRecord, processor, { throwOnFullBatchFailure: false }),
    );
}
