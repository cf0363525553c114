import type { FieldError, ProblemCode } from '../../api/problems.ts';
import type { Violation } from '../../domain/violation.ts';

/** Why a use case did not do what was asked: a problem code, a Chinese sentence that says what to do, and the fields concerned. */
export interface Refusal {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  /** When it may be tried again (RFC 9110 10.2.3). */
  readonly retryAfterSeconds?: number;
}

/** The result of a use case. Refusals are values, so a caller cannot forget them. */
export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

/** A success. */
export function done<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

/** A refusal with what to do about it. */
export function refuse(
  code: ProblemCode,
  detail: string,
  errors?: readonly FieldError[],
): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: errors === undefined ? { code, detail } : { code, detail, errors } };
}

/** The refusal of a submission that does not meet the rules. */
export function refuseViolations(violations: readonly Violation[]): { ok: false; refusal: Refusal } {
  return refuse('rules-not-met', violations[0]?.message ?? '不符合申请条件。', violations);
}

/** The refusals that several use cases share. */
export const refusals = {
  notFound: () => refuse('not-found', '没有找到这项申请，或者它不属于当前账号。'),
  changedMeanwhile: () => refuse('changed-meanwhile', '这项内容刚刚被更新过，请刷新页面，核对后再操作。'),
  wrongRole: () => refuse('wrong-role', '当前账号没有办理此环节的权限，请联系管理员。'),
} as const;
