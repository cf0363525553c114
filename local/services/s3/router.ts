import { S3Error } from './errors.ts';
import { deleteOperations } from './operations/delete-object.ts';
import { readOperations } from './operations/get-object.ts';
import { listOperations } from './operations/list-objects.ts';
import { account, type Operation } from './operations/operation.ts';
import { putOperations } from './operations/put-object.ts';
import { signatureParameters, type S3Request } from './request.ts';

const operations: readonly Operation[] = [...listOperations, ...readOperations, ...putOperations, ...deleteOperations];

/** What selects an operation that the product does not call: refused by its name. */
const unsupportedRequests: readonly { readonly name: string; readonly asked: (request: S3Request) => boolean }[] = [
  { name: 'CopyObject', asked: ({ amz }) => amz.has('x-amz-copy-source') },
  { name: 'Multipart upload', asked: ({ query }) => query.has('uploads') || query.has('uploadId') },
  { name: 'DeleteObjects', asked: ({ method, query }) => method === 'POST' && query.has('delete') },
  { name: 'ListObjectVersions', asked: ({ query }) => query.has('versions') },
];

/** Understood with every operation: the signature, and what only tells who asks. */
const commonHeaders: ReadonlySet<string> = new Set([
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-expected-bucket-owner',
  'x-amz-user-agent',
]);

const conditionHeaders = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'] as const;

/** Query parameters that mean something to an operation. */
function parametersOf(request: S3Request): string[] {
  return [...request.query.keys()].filter((name) => {
    const lower = name.toLowerCase();
    if (signatureParameters.has(lower)) return false;
    // `x-id` only names the operation, for logs; the signer moves `x-amz-*` headers into the query.
    return lower !== 'x-id' && !(request.presigned && lower.startsWith('x-amz-'));
  });
}

function specificity(operation: Operation): number {
  return (operation.selectedBy?.length ?? 0) + (operation.selectedByHeader === undefined ? 0 : 1);
}

function notImplemented(request: S3Request, name: string, message: string): S3Error {
  return new S3Error('NotImplemented', { message, details: { Header: name, Method: request.method } });
}

/**
 * Finds the operation that a request asks for. Throws NotImplemented when there is none, or when any parameter or
 * header asks for more than it does: what a program relies on must not be silently left out.
 */
export function findOperation(request: S3Request): Operation {
  const unsupported = unsupportedRequests.find(({ asked }) => asked(request));
  if (unsupported !== undefined)
    throw new S3Error('NotImplemented', { message: `${unsupported.name} is not implemented` });
  const parameters = parametersOf(request);
  const target = request.key === '' ? 'bucket' : 'object';
  const [operation] = operations
    .filter(
      (candidate) =>
        candidate.method === request.method &&
        candidate.target === target &&
        (candidate.selectedBy ?? []).every((name) => parameters.includes(name)) &&
        (candidate.selectedByHeader === undefined || request.amz.has(candidate.selectedByHeader)),
    )
    .sort((one, other) => specificity(other) - specificity(one));
  if (!operation || request.bucket === '')
    throw new S3Error('NotImplemented', { message: `This server does not implement ${request.method} here` });

  const understood = new Set([...(operation.selectedBy ?? []), ...(operation.parameters ?? [])]);
  const unknownParameter = parameters.find((name) => !understood.has(name));
  if (unknownParameter !== undefined)
    throw notImplemented(request, unknownParameter, `${operation.name} with ?${unknownParameter} is not implemented`);

  const headers = operation.headers ?? [];
  const unknownHeader = [...request.amz.keys()].find(
    (name) =>
      !commonHeaders.has(name) &&
      !headers.some((known) => (known.endsWith('-') ? name.startsWith(known) : known === name)),
  );
  const conditions = operation.conditions ?? [];
  const unknownCondition = conditionHeaders.find((name) => request.headers.has(name) && !conditions.includes(name));
  const unknown = unknownHeader ?? unknownCondition;
  if (unknown !== undefined)
    throw notImplemented(request, unknown, 'A header you provided implies functionality that is not implemented');
  for (const name of ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner'])
    if ((request.amz.get(name) ?? account) !== account) throw new S3Error('AccessDenied');
  return operation;
}
