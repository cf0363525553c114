import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerPreflight, corsHeaders } from './cors.ts';
import type { KeyRing } from '../../ground/caller.ts';
import type { Faults } from '../../ground/faults.ts';
import { S3Error } from './errors.ts';
import { errorAnswer, sendAnswer } from './http.ts';
import type { Answer, Service } from './operations/operation.ts';
import { newRequestId, parseRequest, type S3Request } from './request.ts';
import { permitted } from './permission.ts';
import { findOperation } from './router.ts';
import type { SignatureVerifier } from './signature.ts';

/** Handles one HTTP request; `waits` is true when the client sent `Expect: 100-continue`. Never rejects. */
export type HttpHandler = (incoming: IncomingMessage, response: ServerResponse, waits: boolean) => Promise<void>;

interface HandlerSettings {
  readonly service: Service;
  readonly verify: SignatureVerifier;
  readonly keys: KeyRing;
  readonly faults: Faults;
  readonly onError: (error: unknown) => void;
}

/** Makes the handler of all requests. */
export function createHandler({ service, verify, keys, faults, onError }: HandlerSettings): HttpHandler {
  async function perform(request: S3Request): Promise<Answer | 'silent' | 'lost'> {
    const bucket = service.buckets.get(request.bucket);
    if (request.method === 'OPTIONS') return { status: 200, headers: answerPreflight(bucket?.cors, request.headers) };
    const signature = await verify(request);
    const operation = findOperation(request);
    if (!bucket) throw new S3Error('NoSuchBucket', { details: { BucketName: request.bucket } });
    const caller = keys.callerOf(signature.accessKeyId);
    // Whoever holds a presigned address is a person with a browser: its page puts a file again, and nothing gets one again.
    const mayFail = !caller.isAccount && (!request.presigned || request.method === 'PUT');
    if (mayFail && faults.strikes('unavailable')) throw new S3Error('SlowDown');
    if (mayFail && faults.strikes('silent')) return 'silent';
    const answer = await permitted(caller, operation.name, request, () =>
      operation.run({ ...service, request, signature, bucket }),
    );
    return mayFail && faults.strikes('lost') ? 'lost' : answer;
  }

  function refusal(error: unknown, incoming: IncomingMessage, id: string): Answer {
    if (!(error instanceof S3Error)) onError(error);
    const known = error instanceof S3Error ? error : new S3Error('InternalError');
    return errorAnswer(known, (incoming.url ?? '/').split('?')[0] ?? '/', id);
  }

  function crossOriginHeaders(request: S3Request | undefined): Record<string, string> {
    const rules = service.buckets.get(request?.bucket ?? '')?.cors;
    if (!request || !rules || request.method === 'OPTIONS') return {};
    return corsHeaders(rules, request.headers.get('origin'), request.method);
  }

  return async (incoming, response, waits) => {
    const id = newRequestId();
    let bodyWanted = !waits;
    let request: S3Request | undefined;
    let answer: Answer | 'silent' | 'lost';
    try {
      request = parseRequest(incoming, id, () => {
        if (!bodyWanted) response.writeContinue();
        bodyWanted = true;
      });
      answer = await perform(request);
    } catch (error) {
      answer = refusal(error, incoming, id);
    }
    if (answer === 'lost') incoming.socket.destroy();
    if (answer === 'lost' || answer === 'silent') return;
    const headers = {
      'x-amz-request-id': id,
      'x-amz-id-2': id,
      ...crossOriginHeaders(request),
      ...answer.headers,
    };
    try {
      await sendAnswer(incoming, response, { ...answer, headers }, bodyWanted);
    } catch (error) {
      // A client that goes away in the middle of an answer is no defect.
      if (!incoming.socket.destroyed) onError(error);
      response.destroy();
    }
  };
}
