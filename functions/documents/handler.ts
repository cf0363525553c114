import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { documentKinds } from '../../domain/documents.ts';
import { correlated } from '../platform/correlation.ts';
import { readDocument, writeDocument } from '../platform/files.ts';
import { logger } from '../platform/logger.ts';
import { renderBatches } from './render-batches.ts';
import { renderDocuments } from './render-documents.ts';

const requestSchema = z.union([
  z.strictObject({
    applicationId: z.string().min(1),
    kinds: z.array(z.enum([...documentKinds, 'certificate'])).min(1),
  }),
  /** Of the schedule: the papers of batches that are published by now. */
  z.strictObject({ batches: z.literal('published') }),
]);

/** The Lambda handler that renders documents for the state machine; answers the ids of the documents. May be called again at any time. */
export const handler = middy<unknown, { documentIds: string[] }>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async (event: unknown) => {
    const request = requestSchema.parse(event);
    const files = { read: readDocument, write: writeDocument };
    if ('batches' in request) return { documentIds: await renderBatches(files, new Date()) };
    const { applicationId, kinds } = request;
    logger.appendKeys({ applicationId });
    const render = async () => await renderDocuments(applicationId, kinds, files, new Date());
    return { documentIds: await correlated(undefined, render) };
  });
