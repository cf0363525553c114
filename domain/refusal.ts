import type { Violation } from './violation.ts';

/** One field that is wrong, as a rule or a schema says it. */
interface WrongField {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** Why something was not done: a code, a Chinese sentence that says what to do, and the fields concerned. */
export interface Refusal<Code extends string> {
  readonly code: Code;
  readonly detail: string;
  readonly errors?: readonly WrongField[];
}

/** Every reason for which a decision is refused. */
export type DecisionRefusal =
  | 'not-in-this-state'
  | 'wrong-party'
  | 'changed-meanwhile'
  | 'own-case'
  | 'same-person'
  | 'claimed'
  | 'not-committed'
  | 'form-changed'
  | 'invalid-request'
  | 'rules-not-met'
  | 'unprintable-characters'
  | 'already-exists'
  | 'file-not-ready'
  | 'not-found';

/** A refusal as the answer of a decision. */
export type Refused<Code extends string> = { readonly ok: false; readonly refusal: Refusal<Code> };

/** What came of a decision. Refusals are values, so a caller cannot forget them. */
export type Decision<Value> = { readonly ok: true; readonly value: Value } | Refused<DecisionRefusal>;

/** A success. */
export function done<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** A refusal with what to do about it. */
export function refuse<Code extends string>(code: Code, detail: string, errors?: readonly WrongField[]): Refused<Code> {
  return { ok: false, refusal: errors === undefined ? { code, detail } : { code, detail, errors } };
}

/** The refusal of what does not meet the rules. */
export function refuseViolations(violations: readonly Violation[]): Refused<'rules-not-met'> {
  return refuse('rules-not-met', violations[0]?.message ?? '不符合申请条件，请核对后再提交。', violations);
}

/** The refusal of what was decided on something that is not so any more. */
export function refuseChanged(): Refused<'changed-meanwhile'> {
  return refuse('changed-meanwhile', '这项内容刚刚被更新过，请刷新页面，核对后再操作。');
}
