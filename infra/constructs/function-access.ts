/** Actions on the items of a table, by what a function does with them. */
export const tableActions = {
  read: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
  // For who reads in one way only.
  get: ['dynamodb:GetItem'],
  'get-many': ['dynamodb:BatchGetItem'],
  query: ['dynamodb:Query'],
  put: ['dynamodb:PutItem'],
  update: ['dynamodb:UpdateItem'],
  delete: ['dynamodb:DeleteItem'],
  // A transaction may also demand the state of items that it does not write.
  check: ['dynamodb:ConditionCheckItem'],
} as const;

/** What a function does with the items of a table. A transaction needs the access of each of its parts. */
export type TableAccess = keyof typeof tableActions;

/** Everything that a command may do: read, decide, and commit one transaction. */
export const commandAccess: readonly TableAccess[] = ['read', 'put', 'update', 'delete', 'check'];

/** Actions on the objects of a bucket, by what a function does with them. */
export const objectActions = {
  read: ['s3:GetObject'],
  'read-version': ['s3:GetObjectVersion'],
  put: ['s3:PutObject'],
  delete: ['s3:DeleteObject'],
  'delete-version': ['s3:DeleteObjectVersion'],
} as const;

/** What S3 does with the key of a bucket on behalf of whoever does this with its objects ("Protecting data with SSE-KMS: permissions"). */
export const objectKeyActions = {
  read: ['kms:Decrypt'],
  'read-version': ['kms:Decrypt'],
  put: ['kms:GenerateDataKey'],
  delete: [],
  'delete-version': [],
} as const satisfies Record<keyof typeof objectActions, readonly string[]>;

/** Actions on a bucket itself. */
export const bucketActions = {
  list: ['s3:ListBucket'],
  // To whom may not list a bucket, S3 answers 403 for an object that is gone ("GetObject, permissions"), which cannot be told from a
  // real refusal.
  'notice-absence': ['s3:ListBucket', 's3:ListBucketVersions'],
} as const;

/** What a function does with the objects of a bucket. */
export type ObjectAccess = keyof typeof objectActions;

/** What a function learns of a bucket. */
export type BucketAccess = keyof typeof bucketActions;

/** What a function may do besides writing its log and its traces. What is not named it may not. */
export interface FunctionAccess {
  readonly table?: readonly TableAccess[];
  /** Where browsers put files. */
  readonly incoming?: readonly ObjectAccess[];
  readonly incomingBucket?: readonly BucketAccess[];
  /** Where inspected files and papers are kept. */
  readonly documents?: readonly ObjectAccess[];
  readonly documentsBucket?: readonly BucketAccess[];
  /** Where the record of what the staff looked at is kept. */
  readonly audit?: readonly ObjectAccess[];
  /** Where exports lie for a day. */
  readonly exports?: readonly ObjectAccess[];
  /** The key of the keyed hash of identity numbers. */
  readonly identityKey?: true;
  /** The key by which the distribution shows that a request came through it. */
  readonly distributionKey?: true;
  /** Starts executions and answers their waiting tasks. */
  readonly workflow?: true;
  /** Sees which executions run. */
  readonly executions?: true;
  /** Puts events on the bus. */
  readonly bus?: true;
}
