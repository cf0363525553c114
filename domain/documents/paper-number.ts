import type { DocumentKind } from '../documents.ts';

/** The papers that the department issues, by the word in their numbers. */
const words: Readonly<Partial<Record<DocumentKind, string>>> = {
  'acceptance-notice': '受',
  'non-acceptance-notice': '不受',
  'correction-notice': '补',
  'extension-notice': '延',
  'hold-notice': '止',
  'resumption-notice': '恢',
  'approval-decision': '准',
  'rejection-notice': '不予',
  'cancellation-notice': '销',
  'statement-notice': '告',
  'expiry-notice': '失',
};

/**
 * The number of a paper that the department issues (文号): 苏建注不予〔2026〕ZS000012-9号. It follows from the application's own number and the version of
 * the step that the paper is about, which no other paper of the kind has: so it needs no counter, and a paper that is drawn again bears the same. Null for
 * what is no paper of the department, or belongs to an application without a number.
 */
export function paperNumber(kind: DocumentKind, application: string | null, version: number): string | null {
  const word = words[kind];
  const [, prefix, year, count] = /^([A-Z]+)(\d{4})\d{4}(\d{6,})$/.exec(application ?? '') ?? [];
  if (word === undefined || prefix === undefined || year === undefined || count === undefined) return null;
  return `苏建注${word}〔${year}〕${prefix}${count}-${version}号`;
}
