import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { S3Error } from './errors.ts';
import type { Answer } from './operations/operation.ts';
import { xmlDocument, type XmlElement } from './xml.ts';

/** Bytes of a refused body that are still taken, so that the client reads the refusal instead of a broken connection. */
const drainBytes = 64 * 1024 * 1024;
/** Time for which they are taken. */
const drainMs = 10_000;

/** The answer to a refusal: an S3 error document. */
export function errorAnswer(error: S3Error, resource: string, requestId: string): Answer {
  const details = Object.entries(error.details).map(([name, value]): XmlElement => [name, value]);
  const elements: XmlElement[] = [
    ['Code', error.code],
    ['Message', error.message],
    ...details,
    ['Resource', resource],
    ['RequestId', requestId],
    ['HostId', requestId],
  ];
  return {
    status: error.status,
    headers: { ...error.headers, 'content-type': 'application/xml' },
    body: xmlDocument('Error', elements, false),
  };
}

/** Takes and drops the rest of a body that nobody wants. False when it is too long to wait for. */
async function drain(incoming: IncomingMessage): Promise<boolean> {
  if (incoming.complete || incoming.destroyed) return incoming.complete;
  let bytes = 0;
  const limit = setTimeout(() => incoming.destroy(), drainMs);
  try {
    await new Promise<void>((resolve) => {
      incoming.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > drainBytes) resolve();
      });
      incoming.once('end', resolve);
      incoming.once('close', resolve);
      incoming.resume();
    });
  } finally {
    clearTimeout(limit);
  }
  return incoming.complete;
}

/**
 * Sends an answer. `bodyWanted` is false when the client still waits to be told whether to send its body (`Expect:
 * 100-continue`): then none will come.
 */
export async function sendAnswer(
  incoming: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  bodyWanted: boolean,
): Promise<void> {
  const complete = bodyWanted ? await drain(incoming) : false;
  if (response.destroyed) return;
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  if (!complete) response.setHeader('connection', 'close');
  const { body } = answer;
  if (typeof body === 'string') {
    response.setHeader('content-length', Buffer.byteLength(body));
    response.end(incoming.method === 'HEAD' ? undefined : body);
  } else if (body === undefined) {
    if (answer.status !== 204 && answer.status !== 304 && !response.hasHeader('content-length'))
      response.setHeader('content-length', 0);
    response.end();
  } else {
    await pipeline(body, response);
  }
}
