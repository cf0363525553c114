import { createHash } from 'node:crypto';
import type { Digest } from '../../domain/case-record.ts';

/** SHA-256 of a text, base64url. */
export const digest: Digest = (text) => createHash('sha256').update(text).digest('base64url');
