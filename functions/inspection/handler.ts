import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { writeDocument } from '../platform/files.ts';
import { deleteUpload, readUpload } from '../platform/incoming.ts';
import { logger } from '../platform/logger.ts';
import { inspectUpload } from './inspect-upload.ts';

// S3 User Guide, "EventBridge event message structure"; keys are not URL-encoded there.
const objectCreated = z.object({
  detail: z.object({
    object: z.object({ key: z.string(), size: z.number().default(0), 'version-id': z.string().optional() }),
  }),
});

/** The Lambda handler of "Object Created" in the incoming bucket. Throws when a service fails; Lambda then tries again, then keeps the event. */
export const handler = middy<unknown, undefined>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async (event: unknown) => {
    const { key, size, 'version-id': versionId } = objectCreated.parse(event).detail.object;
    const arrived = { key, size, versionId };
    const files = { read: readUpload, remove: deleteUpload, promote: writeDocument };
    const outcome = await inspectUpload(arrived, files);
    logger.info('an upload was inspected', { code: 'UPLOAD_INSPECTED', key, size, outcome });
    return undefined;
  });
