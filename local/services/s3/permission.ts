import { AccessDenied } from '../../ground/caller.ts';
import type { Caller, Demand } from '../../ground/caller.ts';
import { S3Error } from './errors.ts';
import type { S3Request } from './request.ts';

interface Need {
  /** Of the newest version. */
  readonly action: string;
  /** Of a version that the request names. */
  readonly ofVersion?: string;
  readonly keyActions?: readonly string[];
  readonly on: 'bucket' | 'object';
}

/** What each operation takes ("Required permissions for Amazon S3 API operations", "Protecting data with SSE-KMS: permissions"). */
const needs: Readonly<Record<string, Need>> = {
  GetObject: { action: 's3:GetObject', ofVersion: 's3:GetObjectVersion', keyActions: ['kms:Decrypt'], on: 'object' },
  HeadObject: { action: 's3:GetObject', ofVersion: 's3:GetObjectVersion', keyActions: ['kms:Decrypt'], on: 'object' },
  PutObject: { action: 's3:PutObject', keyActions: ['kms:GenerateDataKey'], on: 'object' },
  DeleteObject: { action: 's3:DeleteObject', ofVersion: 's3:DeleteObjectVersion', on: 'object' },
  ListObjectsV2: { action: 's3:ListBucket', on: 'bucket' },
};

/**
 * Carries out an operation for a caller who may. To whom may not list the bucket (its versions), S3 says of an object (a version) that is not there
 * the same as of one that may not be read ("GetObject: permissions"). Rejects with an S3Error AccessDenied.
 */
export async function permitted<Answer>(
  caller: Caller,
  operation: string,
  request: S3Request,
  run: () => Answer | Promise<Answer>,
): Promise<Answer> {
  const need = needs[operation];
  if (!need) throw new S3Error('NotImplemented', { message: `The permission for ${operation} is not known here` });
  demand(caller, demandOf(need, request));
  try {
    return await run();
  } catch (error) {
    if (error instanceof S3Error && error.code === 'NoSuchKey') demand(caller, onBucket('s3:ListBucket', request));
    if (error instanceof S3Error && error.code === 'NoSuchVersion')
      demand(caller, onBucket('s3:ListBucketVersions', request));
    throw error;
  }
}

function demandOf({ action, ofVersion, keyActions, on }: Need, request: S3Request): Demand {
  if (on === 'bucket') return onBucket(action, request);
  const isOfVersion = ofVersion !== undefined && request.query.has('versionId');
  return {
    action: isOfVersion ? ofVersion : action,
    resource: `arn:aws:s3:::${request.bucket}/${request.key}`,
    ...(keyActions && { keyActions }),
    ...(request.headers.has('if-none-match') && {
      context: { 's3:if-none-match': request.headers.get('if-none-match') ?? '' },
    }),
  };
}

function onBucket(action: string, { bucket }: S3Request): Demand {
  return { action, resource: `arn:aws:s3:::${bucket}` };
}

function demand(caller: Caller, one: Demand): void {
  try {
    caller.demand([one]);
  } catch (error) {
    throw error instanceof AccessDenied ? new S3Error('AccessDenied', { message: error.message }) : error;
  }
}
