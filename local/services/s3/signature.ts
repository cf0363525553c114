import { timingSafeEqual } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { S3Error } from './errors.ts';
import { SIGNATURE_PARAMETERS, type S3Request } from './request.ts';

/** Largest difference between the clocks of client and server (S3 API Reference, RequestTimeTooSkewed). */
const CLOCK_SKEW_MS = 15 * 60 * 1000;
/** Longest life of a presigned address: one week. */
const LONGEST_EXPIRY_SECONDS = 7 * 24 * 60 * 60;
const ALGORITHM = 'AWS4-HMAC-SHA256';
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

/** What a valid signature covers beside the headers. */
export type VerifiedSignature = {
  /** `x-amz-content-sha256`: a digest in hexadecimal, `UNSIGNED-PAYLOAD` or `STREAMING-…`. */
  readonly payload: string;
  /** Signature of the head of the request, with which the chain of chunk signatures begins. */
  readonly seed: string;
  /** Signs the text that stands for a chunk or a trailer; `kind` is CHUNK's `PAYLOAD` or `TRAILER`. */
  readonly signChunk: (kind: 'PAYLOAD' | 'TRAILER', previous: string, digests: readonly string[]) => Promise<string>;
};

/** Verifies the signature of one request. Throws an S3Error that says what is wrong with it. */
export type SignatureVerifier = (request: S3Request) => Promise<VerifiedSignature>;

type Claim = {
  readonly scope: Scope;
  readonly longDate: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
};
type Scope = { readonly accessKeyId: string; readonly date: string; readonly region: string; readonly text: string };
type Settings = {
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly region: string;
  readonly now: () => Date;
};
type ErrorFor = (message: string) => S3Error;

function headerError(message: string): S3Error {
  return new S3Error('AuthorizationHeaderMalformed', { message: `The authorization header is malformed; ${message}` });
}

function queryError(message: string): S3Error {
  return new S3Error('AuthorizationQueryParametersError', { message });
}

function parseScope(credential: string, fail: ErrorFor): Scope {
  const [accessKeyId, date, region, service, terminator, ...rest] = credential.split('/');
  if (accessKeyId === undefined || date === undefined || region === undefined || rest.length > 0)
    throw fail('the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".');
  if (service !== 's3') throw fail('incorrect service. This endpoint belongs to "s3".');
  if (terminator !== 'aws4_request') throw fail('incorrect terminal. This endpoint uses "aws4_request".');
  return { accessKeyId, date, region, text: `${date}/${region}/${service}/${terminator}` };
}

function parseAuthorization(header: string): Omit<Claim, 'longDate'> {
  if (!header.startsWith(`${ALGORITHM} `))
    throw new S3Error('InvalidRequest', {
      message: `The authorization mechanism you have provided is not supported. Please use ${ALGORITHM}.`,
    });
  const fields = new Map<string, string>();
  for (const field of header.slice(ALGORITHM.length + 1).split(',')) {
    const at = field.indexOf('=');
    const name = field.slice(0, at).trim();
    if (at < 0 || fields.has(name)) throw headerError('a component is mal-formed.');
    fields.set(name, field.slice(at + 1).trim());
  }
  const [credential, signedHeaders, signature] = ['Credential', 'SignedHeaders', 'Signature'].map((name) =>
    fields.get(name),
  );
  if (fields.size !== 3 || credential === undefined || signedHeaders === undefined || signature === undefined)
    throw headerError('expecting exactly Credential, SignedHeaders and Signature.');
  return { scope: parseScope(credential, headerError), signedHeaders: signedHeaders.split(';'), signature };
}

function parsePresigned(request: S3Request): Claim & { expiresSeconds: number } {
  const query = request.query;
  if ([...query.keys()].some((name) => name.toLowerCase() === 'x-amz-security-token'))
    throw new S3Error('InvalidToken');
  const [algorithm, credential, longDate, expires, signedHeaders, signature] = [
    'X-Amz-Algorithm',
    'X-Amz-Credential',
    'X-Amz-Date',
    'X-Amz-Expires',
    'X-Amz-SignedHeaders',
    'X-Amz-Signature',
  ].map((name) => query.get(name));
  if (!credential || !longDate || !expires || !signedHeaders || !signature)
    throw queryError(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  if (algorithm !== ALGORITHM) throw queryError(`X-Amz-Algorithm only supports "${ALGORITHM}"`);
  const expiresSeconds = /^\d+$/.test(expires) ? Number(expires) : Number.NaN;
  if (!Number.isSafeInteger(expiresSeconds)) throw queryError('X-Amz-Expires should be a number');
  if (expiresSeconds > LONGEST_EXPIRY_SECONDS)
    throw queryError(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    );
  const scope = parseScope(credential, queryError);
  return { scope, longDate, signedHeaders: signedHeaders.split(';'), signature, expiresSeconds };
}

function parseLongDate(longDate: string | undefined, fail: ErrorFor): Date {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(longDate ?? '');
  const date = match
    ? new Date(`${match.slice(1, 4).join('-')}T${match.slice(4, 7).join(':')}Z`)
    : new Date(Number.NaN);
  if (Number.isNaN(date.getTime()))
    throw fail("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  return date;
}

function equalText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Every `x-amz-*` header and the host must be signed: otherwise whoever holds an address could add meaning to it. */
function refuseUnsignedHeaders(request: S3Request, signed: readonly string[]): void {
  const unsigned = [...request.headers.keys()].filter(
    (name) => (name.startsWith('x-amz-') || name === 'host') && !signed.includes(name),
  );
  if (unsigned.length > 0)
    throw new S3Error('AccessDenied', {
      message: 'There were headers present in the request which were not signed',
      details: { HeadersNotSigned: unsigned.join(', ') },
    });
}

function pick(headers: ReadonlyMap<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => names.includes(name)));
}

/** Makes the verifier for one key pair and region. Signatures are computed by AWS's own signing library. */
export function createSignatureVerifier({ credentials, region, now }: Settings): SignatureVerifier {
  const signer = new SignatureV4({
    credentials,
    region,
    service: 's3',
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });

  function checkScope(scope: Scope, longDate: string, fail: ErrorFor): void {
    if (scope.accessKeyId !== credentials.accessKeyId)
      throw new S3Error('InvalidAccessKeyId', { details: { AWSAccessKeyId: scope.accessKeyId } });
    if (scope.region !== region) throw fail(`the region '${scope.region}' is wrong; expecting '${region}'`);
    if (scope.date !== longDate.slice(0, 8))
      throw fail('the date in Credential scope does not match YYYYMMDD from X-Amz-Date');
  }

  function unsignedRequest(request: S3Request, headers: Record<string, string>, dropped: ReadonlySet<string>) {
    const query = [...request.query].filter(([name]) => !dropped.has(name.toLowerCase()));
    return {
      method: request.method,
      protocol: 'http:',
      hostname: headers['host'] ?? '',
      path: request.path,
      query: Object.fromEntries(query),
      headers,
    };
  }

  function verified(claim: Claim, payload: string, signingDate: Date): VerifiedSignature {
    return {
      payload,
      seed: claim.signature,
      signChunk: (kind, previous, digests) =>
        signer.sign([`${ALGORITHM}-${kind}`, claim.longDate, claim.scope.text, previous, ...digests].join('\n'), {
          signingDate,
        }),
    };
  }

  function mismatch(claim: Claim): S3Error {
    return new S3Error('SignatureDoesNotMatch', {
      details: { AWSAccessKeyId: claim.scope.accessKeyId, SignatureProvided: claim.signature },
    });
  }

  async function verifyHeader(request: S3Request, authorization: string): Promise<VerifiedSignature> {
    const longDate = request.headers.get('x-amz-date');
    const signingDate = parseLongDate(
      longDate,
      () => new S3Error('AccessDenied', { message: 'AWS authentication requires a valid Date or x-amz-date header' }),
    );
    const claim: Claim = { ...parseAuthorization(authorization), longDate: longDate ?? '' };
    const payload = request.headers.get('x-amz-content-sha256');
    if (payload === undefined)
      throw new S3Error('InvalidRequest', {
        message: 'Missing required header for this request: x-amz-content-sha256',
      });
    if (request.headers.has('x-amz-security-token')) throw new S3Error('InvalidToken');
    checkScope(claim.scope, claim.longDate, headerError);
    refuseUnsignedHeaders(request, claim.signedHeaders);
    if (Math.abs(now().getTime() - signingDate.getTime()) > CLOCK_SKEW_MS)
      throw new S3Error('RequestTimeTooSkewed', {
        details: {
          RequestTime: claim.longDate,
          ServerTime: now().toISOString(),
          MaxAllowedSkewMilliseconds: String(CLOCK_SKEW_MS),
        },
      });
    const signable = unsignedRequest(request, pick(request.headers, claim.signedHeaders), new Set());
    const signed = await signer.sign(signable, { signingDate, signableHeaders: new Set(claim.signedHeaders) });
    const expected = parseAuthorization(signed.headers['authorization'] ?? '');
    const sameHeaders = expected.signedHeaders.join(';') === claim.signedHeaders.join(';');
    if (!sameHeaders || !equalText(expected.signature, claim.signature)) throw mismatch(claim);
    return verified(claim, payload, signingDate);
  }

  async function verifyPresigned(request: S3Request): Promise<VerifiedSignature> {
    const { expiresSeconds, ...claim } = parsePresigned(request);
    const signingDate = parseLongDate(claim.longDate, queryError);
    checkScope(claim.scope, claim.longDate, queryError);
    const serverTime = now();
    if (signingDate.getTime() - serverTime.getTime() > CLOCK_SKEW_MS)
      throw new S3Error('AccessDenied', { message: 'Request is not yet valid' });
    const expires = new Date(signingDate.getTime() + expiresSeconds * 1000);
    if (serverTime > expires)
      throw new S3Error('AccessDenied', {
        message: 'Request has expired',
        details: {
          'X-Amz-Expires': String(expiresSeconds),
          Expires: expires.toISOString(),
          ServerTime: serverTime.toISOString(),
        },
      });
    refuseUnsignedHeaders(request, claim.signedHeaders);
    const payload = request.amz.get('x-amz-content-sha256') ?? UNSIGNED_PAYLOAD;
    const headers = { ...pick(request.headers, claim.signedHeaders), 'x-amz-content-sha256': payload };
    const signed = await signer.presign(unsignedRequest(request, headers, SIGNATURE_PARAMETERS), {
      signingDate,
      expiresIn: expiresSeconds,
      // The digest stands in the canonical request by itself; as a header only when the client signed it as one.
      unsignableHeaders: new Set(['x-amz-content-sha256']),
      signableHeaders: new Set(claim.signedHeaders),
      unhoistableHeaders: new Set([...claim.signedHeaders, 'x-amz-content-sha256']),
    });
    const [signature, signedHeaders] = [signed.query?.['X-Amz-Signature'], signed.query?.['X-Amz-SignedHeaders']];
    if (typeof signature !== 'string' || signedHeaders !== claim.signedHeaders.join(';')) throw mismatch(claim);
    if (!equalText(signature, claim.signature)) throw mismatch(claim);
    return verified(claim, payload, signingDate);
  }

  return async (request) => {
    const authorization = request.headers.get('authorization');
    if (authorization !== undefined && request.presigned)
      throw new S3Error('InvalidArgument', {
        message:
          'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
      });
    if (request.presigned) return verifyPresigned(request);
    if (authorization === undefined) throw new S3Error('AccessDenied');
    return verifyHeader(request, authorization);
  };
}
