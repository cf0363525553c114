import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { AwsJsonError } from './aws-json/error.ts';

/** Largest difference between the clocks of client and server ("Elements of an AWS API request signature": five minutes). */
const CLOCK_SKEW_MS = 5 * 60 * 1000;
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256\s+Credential=(?<key>[^/,]+)\/(?<date>\d{8})\/(?<region>[^/,]+)\/(?<service>[^/,]+)\/aws4_request,\s*SignedHeaders=(?<headers>[^,\s]+),\s*Signature=(?<signature>[0-9a-f]{64})$/;
const LONG_DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** A request to one of the AWS JSON services. */
export interface SignedRequest {
  readonly method: string;
  /** Path without the query; the JSON services use none. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The account's one key and its region. */
export interface SignatureSettings {
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly now: () => Date;
}

/**
 * Verifies the Signature Version 4 of a request by signing it again with AWS's own library. Rejects with the errors of "Common errors":
 * MissingAuthenticationToken, IncompleteSignature, UnrecognizedClientException, InvalidSignatureException.
 */
export async function verifySignature(request: SignedRequest, settings: SignatureSettings): Promise<void> {
  const { authorization } = request.headers;
  if (authorization === undefined)
    throw new AwsJsonError('MissingAuthenticationToken', 'Missing Authentication Token', 403);
  const claim = parseAuthorization(authorization);
  const signingDate = parseDate(request.headers['x-amz-date']);
  if (claim.key !== settings.credentials.accessKeyId) {
    throw new AwsJsonError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
      403,
    );
  }
  if (claim.region !== settings.region)
    throw invalid(`Credential should be scoped to a valid region: ${settings.region}.`);
  if (Math.abs(settings.now().getTime() - signingDate.getTime()) > CLOCK_SKEW_MS)
    throw invalid('Signature expired or not yet current.');
  const digest = request.headers['x-amz-content-sha256'];
  if (digest !== undefined && digest !== createHash('sha256').update(request.body).digest('hex')) {
    throw invalid('The body does not have the signed digest.');
  }
  const expected = await signatureOf(request, claim, signingDate, settings);
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(claim.signature))) {
    throw invalid('The request signature we calculated does not match the signature you provided.');
  }
}

type Claim = { key: string; region: string; service: string; signedHeaders: readonly string[]; signature: string };

function parseAuthorization(header: string): Claim {
  const { key, region, service, headers, signature } = AUTHORIZATION.exec(header)?.groups ?? {};
  if (!key || !region || !service || !headers || !signature) {
    throw new AwsJsonError('IncompleteSignature', 'Authorization header is not a complete Signature Version 4.', 400);
  }
  return { key, region, service, signedHeaders: headers.split(';'), signature };
}

function parseDate(header: string | string[] | undefined): Date {
  const match = typeof header === 'string' ? LONG_DATE.exec(header) : null;
  const [, year, month, day, hour, minute, second] = match ?? [];
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(date.getTime()))
    throw new AwsJsonError('IncompleteSignature', 'X-Amz-Date is missing or malformed.', 400);
  return date;
}

async function signatureOf(
  request: SignedRequest,
  claim: Claim,
  signingDate: Date,
  settings: SignatureSettings,
): Promise<string> {
  const headers: Record<string, string> = {};
  for (const name of claim.signedHeaders) {
    const value = request.headers[name];
    if (value === undefined) throw invalid(`The signed header ${name} is missing.`);
    headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  const signer = new SignatureV4({
    credentials: settings.credentials,
    region: claim.region,
    service: claim.service,
    sha256: Sha256,
    applyChecksum: false,
  });
  const signed = await signer.sign(
    {
      method: request.method,
      protocol: 'http:',
      hostname: headers.host ?? '',
      path: request.path,
      headers,
      body: request.body,
    },
    { signingDate, signableHeaders: new Set(claim.signedHeaders) },
  );
  return signed.headers.authorization?.slice(-64) ?? '';
}

function invalid(message: string): AwsJsonError {
  return new AwsJsonError('InvalidSignatureException', message, 403);
}
