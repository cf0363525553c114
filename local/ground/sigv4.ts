import { timingSafeEqual } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { KeyRing } from './caller.ts';
import { Sha256 } from './sha256.ts';

/** The one algorithm that is accepted. */
export const signatureAlgorithm = 'AWS4-HMAC-SHA256';

/** What can be wrong with a signature. Each service has words of its own for it. */
export type Flaw = 'mechanism' | 'form' | 'time' | 'key' | 'scope' | 'skew' | 'mismatch';

/** A signature that does not count, and why. */
export class SignatureFlaw extends Error {
  override readonly name = 'SignatureFlaw';
  readonly flaw: Flaw;

  constructor(flaw: Flaw, message: string) {
    super(message);
    this.flaw = flaw;
  }
}

/** What a signature says of itself. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** A request whose signature stands in its headers. */
export interface SignedRequest {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  readonly query?: ReadonlyMap<string, string>;
  readonly headers: ReadonlyMap<string, string>;
  /** Its digest is signed, unless `x-amz-content-sha256` gives one. */
  readonly body?: Buffer;
}

/** The account's key, those of its functions, its region, and how a service signs. */
export interface SignatureSettings {
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Further keys; default none. */
  readonly keys?: Pick<KeyRing, 'secretOf'> | undefined;
  readonly region: string;
  /** The one service that may be named; any unless given. */
  readonly service?: string;
  /** Largest difference between the clocks of client and server. */
  readonly skewMilliseconds: number;
  readonly now: () => Date;
}

/** A signature that was found right. */
export interface VerifiedClaim extends SignatureClaim {
  readonly signingDate: Date;
}

/** AWS's own signing library. Only S3 signs paths as they are sent. */
export function signerFor(settings: Pick<SignatureSettings, 'credentials' | 'region'>, service: string): SignatureV4 {
  const { credentials, region } = settings;
  return new SignatureV4({
    ...{ credentials, region, service, sha256: Sha256 },
    uriEscapePath: service !== 's3',
    applyChecksum: false,
  });
}

/**
 * Verifies the Signature Version 4 in the headers of a request by signing it again. Rejects with a SignatureFlaw. That a
 * service's own headers are signed, and that the body has the signed digest, is for the service to check.
 */
export async function verifyHeaderSignature(
  request: SignedRequest,
  settings: SignatureSettings,
): Promise<VerifiedClaim> {
  const { headers } = request;
  const longDate = headers.get('x-amz-date') ?? '';
  const signingDate = parseLongDate(longDate);
  const claim = parseAuthorization(headers.get('authorization') ?? '');
  checkScope(claim, longDate, settings);
  if (Math.abs(settings.now().getTime() - signingDate.getTime()) > settings.skewMilliseconds)
    throw new SignatureFlaw('skew', 'The difference between the request time and the current time is too large.');
  const signable = {
    ...unsignedRequest(request, headersNamed(headers, claim.signedHeaders)),
    ...(request.body && { body: request.body }),
  };
  const options = { signingDate, signableHeaders: new Set(claim.signedHeaders) };
  const signed = await signerFor(signingAs(claim, settings), claim.service).sign(signable, options);
  requireSame(claim, parseAuthorization(signed.headers['authorization'] ?? ''));
  return { ...claim, signingDate };
}

/** Region and key with which a claim says it was signed. Throws a SignatureFlaw when there is no such key. */
export function signingAs(
  { accessKeyId }: Pick<SignatureClaim, 'accessKeyId'>,
  settings: SignatureSettings,
): Pick<SignatureSettings, 'credentials' | 'region'> {
  const secretAccessKey = secretOf(accessKeyId, settings);
  if (secretAccessKey === undefined)
    throw new SignatureFlaw('key', 'The security token included in the request is invalid.');
  return { region: settings.region, credentials: { accessKeyId, secretAccessKey } };
}

function secretOf(accessKeyId: string, { credentials, keys }: SignatureSettings): string | undefined {
  return accessKeyId === credentials.accessKeyId ? credentials.secretAccessKey : keys?.secretOf(accessKeyId);
}

/** The head of a request, as the signing library takes it. */
export function unsignedRequest(
  { method, path, query = new Map() }: Pick<SignedRequest, 'method' | 'path' | 'query'>,
  headers: Record<string, string>,
) {
  const hostname = headers['host'] ?? '';
  return { method, protocol: 'http:', hostname, path, query: Object.fromEntries(query), headers };
}

/** Those of the headers that are named. */
export function headersNamed(headers: ReadonlyMap<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => names.includes(name)));
}

/** Throws a SignatureFlaw unless key, region and day are those of this cloud and of the request. */
export function checkScope(
  { accessKeyId, region, date, service }: SignatureClaim,
  longDate: string,
  settings: SignatureSettings,
): void {
  if (secretOf(accessKeyId, settings) === undefined)
    throw new SignatureFlaw('key', 'The security token included in the request is invalid.');
  if (region !== settings.region)
    throw new SignatureFlaw('scope', `the region '${region}' is wrong; expecting '${settings.region}'`);
  if (settings.service !== undefined && service !== settings.service)
    throw new SignatureFlaw('scope', `incorrect service. This endpoint belongs to "${settings.service}".`);
  if (date !== longDate.slice(0, 8))
    throw new SignatureFlaw('scope', 'the date in Credential scope does not match YYYYMMDD from X-Amz-Date');
}

/** Throws a SignatureFlaw unless both cover the same headers and have the same signature. */
export function requireSame(
  claim: Pick<SignatureClaim, 'signedHeaders' | 'signature'>,
  expected: Pick<SignatureClaim, 'signedHeaders' | 'signature'>,
): void {
  const [mine, theirs] = [Buffer.from(expected.signature), Buffer.from(claim.signature)];
  const isSame =
    expected.signedHeaders.join(';') === claim.signedHeaders.join(';') &&
    mine.length === theirs.length &&
    timingSafeEqual(mine, theirs);
  if (!isSame)
    throw new SignatureFlaw(
      'mismatch',
      'The request signature we calculated does not match the signature you provided.',
    );
}

/** Reads a credential, `KEY/YYYYMMDD/REGION/SERVICE/aws4_request`. Throws a SignatureFlaw when it is none. */
export function parseCredential(credential: string): Omit<SignatureClaim, 'signedHeaders' | 'signature'> {
  const [accessKeyId, date, region, service, terminator, ...rest] = credential.split('/');
  if (accessKeyId === undefined || date === undefined || region === undefined || !service || rest.length > 0)
    throw new SignatureFlaw(
      'form',
      'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );
  if (terminator !== 'aws4_request')
    throw new SignatureFlaw('form', 'incorrect terminal. This endpoint uses "aws4_request".');
  return { accessKeyId, date, region, service };
}

/** Reads `YYYYMMDDTHHMMSSZ`. Throws a SignatureFlaw when it is none. */
export function parseLongDate(longDate: string): Date {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u.exec(longDate) ?? [];
  const date = new Date(`${match.slice(1, 4).join('-')}T${match.slice(4, 7).join(':')}Z`);
  if (Number.isNaN(date.getTime()))
    throw new SignatureFlaw('time', "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  return date;
}

function parseAuthorization(header: string): SignatureClaim {
  if (!header.startsWith(`${signatureAlgorithm} `))
    throw new SignatureFlaw(
      'mechanism',
      `The authorization mechanism you have provided is not supported. Please use ${signatureAlgorithm}.`,
    );
  const fields = new Map<string, string>();
  for (const field of header.slice(signatureAlgorithm.length + 1).split(',')) {
    const at = field.indexOf('=');
    const name = field.slice(0, at).trim();
    if (at < 0 || fields.has(name)) throw new SignatureFlaw('form', 'a component is mal-formed.');
    fields.set(name, field.slice(at + 1).trim());
  }
  const [credential, signedHeaders, signature] = ['Credential', 'SignedHeaders', 'Signature'].map((name) =>
    fields.get(name),
  );
  if (fields.size !== 3 || credential === undefined || signedHeaders === undefined || signature === undefined)
    throw new SignatureFlaw('form', 'expecting exactly Credential, SignedHeaders and Signature.');
  return { ...parseCredential(credential), signedHeaders: signedHeaders.split(';'), signature };
}
