import { expect } from 'vitest';
import type { Endpoint } from '../../../api/endpoint.ts';
import { type Problem, problemCodes, type ProblemCode, problemSchema } from '../../../api/problems.ts';
import { ApiError } from '../../../api/request.ts';
import { cloud } from '../cloud/shared-cloud.ts';

/** A request as anybody could send it, also what the typed client would not. */
export interface RawRequest {
  readonly token?: string | null;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly text?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer: its status, media type and body, parsed when it is JSON. */
export interface RawAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}

/** Sends a request to an endpoint of the shared cloud without the checks of the typed client. */
export async function ask(endpoint: Endpoint, request: RawRequest): Promise<RawAnswer> {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(request.params?.[name] ?? ''),
  );
  const query = new URLSearchParams(request.query).toString();
  const text = request.text ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  const response = await fetch(`${cloud.target.siteUrl}${path}${query === '' ? '' : `?${query}`}`, {
    method: endpoint.method,
    headers: {
      ...(text === undefined ? {} : { 'content-type': request.contentType ?? 'application/json' }),
      ...(request.token == null ? {} : { authorization: `Bearer ${request.token}` }),
      ...request.headers,
    },
    ...(text === undefined ? {} : { body: text }),
  });
  const answer = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type')?.split(';')[0] ?? '',
    body: answer.startsWith('{') ? (JSON.parse(answer) as unknown) : answer,
  };
}

/** Expects an answer to be a problem document of a code whose Chinese detail is a sentence; returns it. */
export function expectProblem(answer: RawAnswer, code: ProblemCode): Problem {
  expect(answer).toMatchObject({ status: problemCodes[code].status, type: 'application/problem+json' });
  return checkProblem(problemSchema.parse(answer.body), code);
}

/** Expects a call of the typed client to be refused with a problem of a code; returns the problem. */
export async function refused(call: Promise<unknown>, code: ProblemCode): Promise<Problem> {
  const error = await call.then(
    (answer) => {
      throw new Error(`this was to be refused with ${code}, but was answered with ${JSON.stringify(answer)}`);
    },
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw error;
  return checkProblem(error.problem, code);
}

// What users read: Chinese, no code words of ours, said to its end.
const chineseSentence = /^[^\n]*\p{Script=Han}[^\n]*$/u;

function checkProblem(problem: Problem, code: ProblemCode): Problem {
  expect(problem).toMatchObject({ code, ...problemCodes[code], type: `urn:problem:${code}` });
  expect(problem.detail).toMatch(chineseSentence);
  for (const { message, code: reason } of problem.errors) {
    // The one error that carries an id instead of a sentence leads to the application that is in the way.
    if (reason !== 'open-application') expect(message).toMatch(chineseSentence);
  }
  return problem;
}
