import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { announce } from '../platform/bus.ts';
import { removeDocument } from '../platform/files.ts';
import { asError } from '../platform/http.ts';
import { logger } from '../platform/logger.ts';
import { resumeExecution, startExecution } from '../platform/workflow.ts';
import { dispatchRecord } from './dispatch.ts';

const processor = new BatchProcessor(EventType.DynamoDBStreams, { logger });

/**
 * The Lambda handler of the table's stream. Reports the records that failed, and Lambda delivers them again from the first of
 * them on. Records of a batch are handled side by side: nothing that follows from one depends on another.
 */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(
    async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> =>
      await processPartialResponse(event, handleRecord, processor, { throwOnFullBatchFailure: false }),
  );

async function handleRecord(record: DynamoDBRecord): Promise<void> {
  try {
    await dispatchRecord(record, { startExecution, resumeExecution, announce, removeObject: removeDocument });
  } catch (error) {
    logger.error('a record of the table failed', {
      code: 'RECORD_FAILED',
      sequenceNumber: record.dynamodb?.SequenceNumber,
      error: asError(error),
    });
    throw error;
  }
}
