import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { asError, logger } from './logger.ts';

const processor = new BatchProcessor(EventType.DynamoDBStreams, { logger });

/**
 * Makes a Lambda handler of the table's stream. Reports the records that failed, each logged under `code`, and Lambda delivers them again from
 * the first of them on. Records of a batch are handled side by side: nothing that follows from one may depend on another.
 */
export function streamHandler(code: string, handle: (record: DynamoDBRecord) => Promise<void>) {
  const handleRecord = async (record: DynamoDBRecord): Promise<void> => {
    try {
      await handle(record);
    } catch (error) {
      const sequenceNumber = record.dynamodb?.SequenceNumber;
      logger.error('a record of the stream failed', { code, sequenceNumber, error: asError(error) });
      throw error;
    }
  };
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .handler(
      async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> =>
        await processPartialResponse(event, handleRecord, processor, { throwOnFullBatchFailure: false }),
    );
}
