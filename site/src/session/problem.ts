import type { FieldError, Problem } from '../../../api/problems.ts';
import { ApiError, problemOfStatus } from '../../../api/request.ts';

/** Why something failed, in words for the user. `retry`: the same again may succeed. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly errors: readonly FieldError[];
  readonly retry: boolean;
}

/** The failure that a thrown value means: a refusal of the API, or else the network. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ApiError) {
    const { code, detail, errors, status, requestId } = error.problem;
    // What nobody can mend alone is reported by its number, under which the log has it.
    const report =
      status >= 500 && requestId !== undefined ? `如多次出现，请将问题编号告知平台运维人员：${requestId}` : '';
    return { code, message: `${detail}${report}`, errors, retry: status >= 500 || status === 429 };
  }
  if (error instanceof TypeError || error instanceof DOMException) {
    return { code: 'network', message: '网络连接失败，请检查网络后重试。', errors: [], retry: true };
  }
  throw error;
}

/**
 * Reads the problem document of an error answer; anything else becomes the problem of its status, with the number that API Gateway gave the request
 * (`apigw-requestid`): what a function never answered has no other.
 */
export function problemOf(answer: unknown, status: number, gatewayId: string | null = null): Problem {
  const fallback = { ...problemOfStatus(status), ...(gatewayId === null ? {} : { requestId: gatewayId }) };
  if (!isRecord(answer)) return fallback;
  const { code, detail, title, errors, requestId } = answer;
  if (typeof code !== 'string' || typeof detail !== 'string') return fallback;
  return {
    ...fallback,
    code,
    detail,
    title: typeof title === 'string' ? title : fallback.title,
    ...(typeof requestId === 'string' ? { requestId } : {}),
    errors: Array.isArray(errors) ? errors.flatMap(fieldErrorOf) : [],
  };
}

/**
 * The messages of fields by name. Fields are named as the form names them: the path in the request without the parts that
 * only the transport knows (`body.`, `draft.`).
 */
export function messagesByField(errors: readonly FieldError[]): ReadonlyMap<string, string> {
  const messages = new Map<string, string>();
  for (const { field, message } of errors) {
    const name = fieldName(field);
    // One message at a time is enough to mend a field, and the first is the most basic.
    if (!messages.has(name)) messages.set(name, message);
  }
  return messages;
}

/** The name of a field in the form, from its path in the request. */
export function fieldName(path: string): string {
  return path.replace(/^body\./, '').replace(/^draft\./, '');
}

function fieldErrorOf(value: unknown): FieldError[] {
  if (!isRecord(value)) return [];
  const { field, code, message } = value;
  if (typeof field !== 'string' || typeof message !== 'string') return [];
  return [{ field, code: typeof code === 'string' ? code : 'invalid', message }];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
