import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { environment } from '../platform/environment.ts';
import { asError } from '../platform/http.ts';
import { logger } from '../platform/logger.ts';
import { sendMail } from '../platform/mail.ts';
import { mailMessage } from './mail-message.ts';

const processor = new BatchProcessor(EventType.DynamoDBStreams, { logger });

/** The Lambda handler of inserted messages. Reports the records that failed; the others of the batch have gone out. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(
    async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> =>
      await processPartialResponse(event, handleRecord, processor, { throwOnFullBatchFailure: false }),
  );

async function handleRecord(record: DynamoDBRecord): Promise<void> {
  try {
    await mailMessage(record, { sendMail, siteUrl: environment.siteUrl() }, new Date());
  } catch (error) {
    logger.error('an e-mail failed', {
      code: 'MAIL_FAILED',
      sequenceNumber: record.dynamodb?.SequenceNumber,
      error: asError(error),
    });
    throw error;
  }
}
