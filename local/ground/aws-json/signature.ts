import { createHash } from 'node:crypto';
import { SignatureFlaw, verifyHeaderSignature } from '../sigv4.ts';
import type { Flaw, SignatureSettings, SignedRequest, VerifiedClaim } from '../sigv4.ts';
import { AwsJsonError } from './error.ts';

/** Largest difference between the clocks of client and server ("Elements of an AWS API request signature": five minutes). */
const skewMilliseconds = 5 * 60 * 1000;

/** "Common errors" of the services. */
const refusals: Readonly<Record<Flaw, readonly [type: string, status: number]>> = {
  mechanism: ['IncompleteSignature', 400],
  form: ['IncompleteSignature', 400],
  time: ['IncompleteSignature', 400],
  key: ['UnrecognizedClientException', 403],
  scope: ['InvalidSignatureException', 403],
  skew: ['InvalidSignatureException', 403],
  mismatch: ['InvalidSignatureException', 403],
};

/**
 * Verifies the signature of a request to one of the AWS JSON services and answers whose it is. Rejects with MissingAuthenticationToken, IncompleteSignature,
 * UnrecognizedClientException or InvalidSignatureException.
 */
export async function verifySignature(
  request: SignedRequest & { readonly body: Buffer },
  settings: Pick<SignatureSettings, 'region' | 'credentials' | 'keys'> & { readonly now?: () => Date },
): Promise<VerifiedClaim> {
  if (!request.headers.has('authorization'))
    throw new AwsJsonError('MissingAuthenticationToken', 'Missing Authentication Token', 403);
  const { region, credentials, keys, now = () => new Date() } = settings;
  let claim: VerifiedClaim;
  try {
    claim = await verifyHeaderSignature(request, { region, credentials, keys, now, skewMilliseconds });
  } catch (error) {
    if (!(error instanceof SignatureFlaw)) throw error;
    throw new AwsJsonError(refusals[error.flaw][0], error.message, refusals[error.flaw][1]);
  }
  const digest = request.headers.get('x-amz-content-sha256');
  if (digest !== undefined && digest !== createHash('sha256').update(request.body).digest('hex'))
    throw new AwsJsonError('InvalidSignatureException', 'The body does not have the signed digest.', 403);
  return claim;
}
