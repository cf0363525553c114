import { announce } from '../platform/bus.ts';
import { removeDocument } from '../platform/files.ts';
import { queueMail } from '../platform/mail-queue.ts';
import { streamHandler } from '../platform/stream-handler.ts';
import { resumeExecution, startExecution, startJob } from '../platform/workflow.ts';
import { dispatchRecord } from './dispatch.ts';

/** The Lambda handler of the table's stream: what follows from each record. */
export const handler = streamHandler('RECORD_FAILED', (record) =>
  dispatchRecord(record, {
    startExecution,
    startJob,
    resumeExecution,
    announce,
    removeObject: removeDocument,
    queueMail,
  }),
);
