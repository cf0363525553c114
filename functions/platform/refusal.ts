import type { ProblemCode } from '../../api/problems.ts';
import { refuse, refuseChanged, type Refusal as RefusalWith } from '../../domain/refusal.ts';

export { done, refuse } from '../../domain/refusal.ts';

/** Why a use case did not do what was asked: a problem code, a Chinese sentence that says what to do, and the fields concerned. */
export interface Refusal extends RefusalWith<ProblemCode> {
  /** When it may be tried again (RFC 9110 10.2.3). */
  readonly retryAfterSeconds?: number;
}

/** The result of a use case. Refusals are values, so a caller cannot forget them. */
export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

/** The refusals that several use cases share. */
export const refusals = {
  notFound: () => refuse('not-found', '没有找到这项申请，或者它不属于当前账号。'),
  pastTheSite: () => refuse('past-the-site', '接口不能直接访问，请打开注册平台的网站办理或者查询。'),
  changedMeanwhile: refuseChanged,
  wrongRole: () => refuse('wrong-role', '当前账号没有办理此环节的权限，请联系管理员。'),
} as const;
