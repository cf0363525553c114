import { streamHandler } from '../platform/stream-handler.ts';
import { projectRecord } from './project.ts';

/** The Lambda handler of what lists and searches are made of. */
export const handler = streamHandler('PROJECTION_FAILED', projectRecord);
