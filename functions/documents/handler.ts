import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { documentKinds } from '../../domain/documents.ts';
import { readDocument, writeDocument } from '../platform/files.ts';
import { logger } from '../platform/logger.ts';
import { renderDocuments } from './render-documents.ts';

const requestSchema = z.strictObject({
  applicationId: z.string().min(1),
  kinds: z.array(z.enum([...documentKinds, 'certificate'])).min(1),
});

/** The Lambda handler that renders documents for the state machine; answers the ids of the documents. May be called again at any time. */
export const handler = middy<unknown, { documentIds: string[] }>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async (event: unknown) => {
    const { applicationId, kinds } = requestSchema.parse(event);
    logger.appendKeys({ applicationId });
    const files = { read: readDocument, write: writeDocument };
    return { documentIds: await renderDocuments(applicationId, kinds, files, new Date()) };
  });
