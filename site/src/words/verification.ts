import { isCodeLike } from '../../../domain/verification-code.ts';

/** What a certificate is verified by. */
export interface VerificationForm {
  readonly number: string;
  readonly code: string;
}

/**
 * Reads number and code from the fragment of the address that a certificate's QR code holds, which no server ever sees, or from the query, where
 * certificates issued earlier have them; empty where they are absent.
 */
export function readVerification({ hash, search }: Pick<Location, 'hash' | 'search'>): VerificationForm {
  const query = new URLSearchParams(hash === '' ? search : hash.slice(1));
  return { number: query.get('number') ?? '', code: query.get('code') ?? '' };
}

/** What is wrong or missing, by field. */
export function verificationProblems({ number, code }: VerificationForm): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  if (number.trim() === '') problems.set('number', '请填写注册编号。');
  if (code.trim() === '') problems.set('code', '请填写验证码。');
  else if (!isCodeLike(code)) problems.set('code', '验证码应为16位字母和数字，请对照证书核对。');
  return problems;
}
