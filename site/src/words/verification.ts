import { chineseDate } from '../../../domain/calendar-dates.ts';
import { revocationNames } from '../../../domain/grounds.ts';
import { isCodeLike, type VerificationMistake, verificationMistakes } from '../../../domain/verification-code.ts';
import type { Answer } from '../forms/contract.ts';
import type { Failure } from '../session/problem.ts';

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

/** What the register says of a certificate. */
export type Verified = Answer<'public', 'verifyCertificate'>;

/** How a result is told: its colour, what it is, and what to do where there is anything. */
export interface ResultWords {
  readonly tone: 'good' | 'warn' | 'held' | 'bad' | 'taken' | 'past';
  readonly title: string;
  readonly note: string | null;
}

/** A certificate that the register knows, in words: valid, suspended, expired, cancelled, revoked, or replaced by another. */
export function verifiedWords(certificate: Verified): ResultWords {
  switch (certificate.status) {
    case 'valid':
      return { tone: 'good', title: '证书真实有效。', note: null };
    case 'renewing':
      return {
        tone: 'good',
        title: '证书真实，注册有效（延续申请审查中）。',
        note: `有效期已于${chineseDate(certificate.validUntil)}届满；延续申请是在规定时间内提出的，注册在决定作出前继续有效。`,
      };
    case 'expired':
      return {
        tone: 'warn',
        title: `证书真实，但注册已于${chineseDate(certificate.lapsedOn ?? certificate.validUntil)}${certificate.lapsedOn === null ? '到期' : '因延续申请未获准予'}失效。`,
        note: null,
      };
    case 'suspended': {
      const { suspendedFrom, suspendedUntil } = certificate;
      const [from, until] = [suspendedFrom, suspendedUntil].map((day) => (day === null ? '' : chineseDate(day)));
      return {
        tone: 'held',
        title: `证书真实，但该注册自${from ?? ''}至${until ?? ''}暂停执业。`,
        note: '暂停执业期间，持证人不得以该注册的名义执业。',
      };
    }
    case 'revoked': {
      const { cancelledOn, revocation } = certificate;
      const how = revocation === null ? '撤销' : revocationNames[revocation];
      const on = cancelledOn === null ? '' : `，于${chineseDate(cancelledOn)}注销`;
      return {
        tone: 'taken',
        title: `证书已失效：该注册已被依法${how}${on}。`,
        note: '持证人不得以该注册的名义执业。',
      };
    }
    case 'cancelled': {
      const { cancelledOn } = certificate;
      const on = cancelledOn === null ? '' : `于${chineseDate(cancelledOn)}`;
      return { tone: 'bad', title: `证书已失效：该注册已${on}注销。`, note: null };
    }
    case 'replaced':
      return {
        tone: 'past',
        title: `该证书已于${chineseDate(certificate.replacedOn)}被新证书替换（${certificate.reason}），不再有效。`,
        note: `请出示注册编号${certificate.number}的新证书，扫描新证书上的二维码查看现在的注册信息。`,
      };
  }
}

/** What may be wrong with what was typed, in words: nobody has the number, or the code is on none of its certificates. */
export const mistakeWords = {
  'number-unknown': {
    tone: 'unknown',
    title: '没有这个注册编号，请先核对填写的内容。',
    hints: ['注册编号印在证书正面，请逐字对照；开头的汉字可以不填。'],
  },
  'code-not-matching': {
    tone: 'info',
    title: '验证码与这个注册编号的证书不一致，请先核对填写的内容。',
    hints: [
      '注册编号和验证码须来自同一份证书。',
      '验证码共16位，只有数字和字母；其中没有字母 I、L、O、U，看着像它们的是数字 1 和 0，或者字母 V。',
    ],
  },
} as const satisfies Readonly<
  Record<VerificationMistake, { readonly tone: string; readonly title: string; readonly hints: readonly string[] }>
>;

/** What was mistaken about a certificate that was not found; null for every other failure and for none. */
export function mistakeOf(failure: Failure | null): VerificationMistake | null {
  if (failure?.code !== 'not-found') return null;
  const codes = failure.errors.map(({ code }) => code);
  return verificationMistakes.find((mistake) => codes.includes(mistake)) ?? null;
}
