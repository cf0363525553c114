import {
  checkScope,
  headersNamed,
  parseCredential,
  parseLongDate,
  requireSame,
  signatureAlgorithm,
  SignatureFlaw,
  signerFor,
  signingAs,
  unsignedRequest,
  verifyHeaderSignature,
} from '../../ground/sigv4.ts';
import type { SignatureClaim, SignatureSettings, VerifiedClaim } from '../../ground/sigv4.ts';
import { S3Error } from './errors.ts';
import { signatureParameters, type S3Request } from './request.ts';

/** Largest difference between the clocks of client and server (S3 API Reference, RequestTimeTooSkewed). */
const skewMilliseconds = 15 * 60 * 1000;
/** Longest life of a presigned address: one week. */
const longestExpirySeconds = 7 * 24 * 60 * 60;
const unsignedPayload = 'UNSIGNED-PAYLOAD';

/** What a valid signature covers beside the headers. */
export interface VerifiedSignature {
  /** Whose it is. */
  readonly accessKeyId: string;
  /** `x-amz-content-sha256`: a digest in hexadecimal, `UNSIGNED-PAYLOAD` or `STREAMING-…`. */
  readonly payload: string;
  /** Signature of the head of the request, with which the chain of chunk signatures begins. */
  readonly seed: string;
  /** Signs the text that stands for a chunk or a trailer; `kind` is CHUNK's `PAYLOAD` or `TRAILER`. */
  readonly signChunk: (kind: 'PAYLOAD' | 'TRAILER', previous: string, digests: readonly string[]) => Promise<string>;
}

/** Verifies the signature of one request. Throws an S3Error that says what is wrong with it. */
export type SignatureVerifier = (request: S3Request) => Promise<VerifiedSignature>;

/** Makes the verifier for the keys of an account and its region. */
export function createSignatureVerifier(
  given: Pick<SignatureSettings, 'credentials' | 'keys' | 'region' | 'now'>,
): SignatureVerifier {
  const { credentials, keys, region, now } = given;
  const settings: SignatureSettings = { credentials, keys, region, service: 's3', now, skewMilliseconds };
  return async (request) => {
    try {
      return await verify(request, settings);
    } catch (error) {
      throw error instanceof SignatureFlaw ? refusal(error, request, now()) : error;
    }
  };
}

async function verify(request: S3Request, settings: SignatureSettings): Promise<VerifiedSignature> {
  const hasHeader = request.headers.has('authorization');
  if (hasHeader && request.presigned)
    throw new S3Error('InvalidArgument', {
      message:
        'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
    });
  if (request.presigned) return await verifyPresigned(request, settings);
  if (!hasHeader) throw new S3Error('AccessDenied');
  if (request.headers.has('x-amz-security-token')) throw new S3Error('InvalidToken');
  const payload = request.headers.get('x-amz-content-sha256');
  if (payload === undefined)
    throw new S3Error('InvalidRequest', { message: 'Missing required header for this request: x-amz-content-sha256' });
  const claim = await verifyHeaderSignature(request, settings);
  refuseUnsignedHeaders(request, claim.signedHeaders);
  return verified(claim, request.headers.get('x-amz-date') ?? '', payload, settings);
}

async function verifyPresigned(request: S3Request, settings: SignatureSettings): Promise<VerifiedSignature> {
  const { claim, longDate, expiresSeconds } = parsePresigned(request);
  const signingDate = parseLongDate(longDate);
  checkScope(claim, longDate, settings);
  checkLife(signingDate, expiresSeconds, settings.now());
  refuseUnsignedHeaders(request, claim.signedHeaders);
  const payload = request.amz.get('x-amz-content-sha256') ?? unsignedPayload;
  const headers = { ...headersNamed(request.headers, claim.signedHeaders), 'x-amz-content-sha256': payload };
  const query = new Map([...request.query].filter(([name]) => !signatureParameters.has(name.toLowerCase())));
  const signed = await signerFor(signingAs(claim, settings), 's3').presign(
    unsignedRequest({ ...request, query }, headers),
    {
      signingDate,
      expiresIn: expiresSeconds,
      // The digest stands in the canonical request by itself; as a header only when the client signed it as one.
      unsignableHeaders: new Set(['x-amz-content-sha256']),
      signableHeaders: new Set(claim.signedHeaders),
      unhoistableHeaders: new Set([...claim.signedHeaders, 'x-amz-content-sha256']),
    },
  );
  const [signature, signedHeaders] = [signed.query?.['X-Amz-Signature'], signed.query?.['X-Amz-SignedHeaders']];
  requireSame(claim, { signature: String(signature), signedHeaders: String(signedHeaders).split(';') });
  return verified({ ...claim, signingDate }, longDate, payload, settings);
}

function parsePresigned({ query }: S3Request): { claim: SignatureClaim; longDate: string; expiresSeconds: number } {
  if ([...query.keys()].some((name) => name.toLowerCase() === 'x-amz-security-token'))
    throw new S3Error('InvalidToken');
  const names = ['Algorithm', 'Credential', 'Date', 'Expires', 'SignedHeaders', 'Signature'];
  const [algorithm, credential, longDate, expires, signedHeaders, signature] = names.map((name) =>
    query.get(`X-Amz-${name}`),
  );
  if (!credential || !longDate || !expires || !signedHeaders || !signature)
    throw queryError(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  if (algorithm !== signatureAlgorithm) throw queryError(`X-Amz-Algorithm only supports "${signatureAlgorithm}"`);
  const expiresSeconds = /^\d+$/.test(expires) ? Number(expires) : Number.NaN;
  if (!Number.isSafeInteger(expiresSeconds)) throw queryError('X-Amz-Expires should be a number');
  if (expiresSeconds > longestExpirySeconds)
    throw queryError(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    );
  const claim = { ...parseCredential(credential), signedHeaders: signedHeaders.split(';'), signature };
  return { claim, longDate, expiresSeconds };
}

function checkLife(signingDate: Date, expiresSeconds: number, serverTime: Date): void {
  if (signingDate.getTime() - serverTime.getTime() > skewMilliseconds)
    throw new S3Error('AccessDenied', { message: 'Request is not yet valid' });
  const expires = new Date(signingDate.getTime() + expiresSeconds * 1000);
  if (serverTime <= expires) return;
  throw new S3Error('AccessDenied', {
    message: 'Request has expired',
    details: {
      'X-Amz-Expires': String(expiresSeconds),
      Expires: expires.toISOString(),
      ServerTime: serverTime.toISOString(),
    },
  });
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

function verified(
  { accessKeyId, date, region, service, signature, signingDate }: VerifiedClaim,
  longDate: string,
  payload: string,
  settings: SignatureSettings,
): VerifiedSignature {
  const signer = signerFor(signingAs({ accessKeyId }, settings), service);
  const scope = `${date}/${region}/${service}/aws4_request`;
  return {
    accessKeyId,
    payload,
    seed: signature,
    signChunk: (kind, previous, digests) =>
      signer.sign([`${signatureAlgorithm}-${kind}`, longDate, scope, previous, ...digests].join('\n'), { signingDate }),
  };
}

/** What S3 answers to a flaw of a signature. */
function refusal({ flaw, message }: SignatureFlaw, request: S3Request, serverTime: Date): S3Error {
  switch (flaw) {
    case 'mechanism':
      return new S3Error('InvalidRequest', { message });
    case 'time':
      return request.presigned
        ? queryError(message)
        : new S3Error('AccessDenied', { message: 'AWS authentication requires a valid Date or x-amz-date header' });
    case 'key':
      return new S3Error('InvalidAccessKeyId');
    case 'form':
    case 'scope':
      return request.presigned
        ? queryError(message)
        : new S3Error('AuthorizationHeaderMalformed', { message: `The authorization header is malformed; ${message}` });
    case 'skew':
      return new S3Error('RequestTimeTooSkewed', {
        details: {
          RequestTime: request.headers.get('x-amz-date') ?? '',
          ServerTime: serverTime.toISOString(),
          MaxAllowedSkewMilliseconds: String(skewMilliseconds),
        },
      });
    case 'mismatch':
      return new S3Error('SignatureDoesNotMatch');
  }
}

function queryError(message: string): S3Error {
  return new S3Error('AuthorizationQueryParametersError', { message });
}
