import type { CaseRecord } from './case-record.ts';

/** What officers do to many cases at once. */
export const bulkActions = ['accept', 'recommend', 'decide'] as const;
export type BulkAction = (typeof bulkActions)[number];

/** Whose it is, as of one case. */
export const roleOfBulkAction = {
  accept: 'acceptance',
  recommend: 'review',
  decide: 'decision',
} as const satisfies Record<BulkAction, string>;

/** What a wish is called. */
export function wishName(wish: WishedOutcome): string {
  switch (wish.action) {
    case 'accept':
      return '批量受理';
    case 'recommend':
      return wish.outcome === 'approve' ? '批量审核：建议准予' : '批量审核：建议不予';
    case 'decide':
      return { approve: '批量审批：准予注册', reject: '批量审批：不予注册', 'send-back': '批量审批：退回审核' }[
        wish.decision
      ];
  }
}

/** The most cases of one selection: a page shows 20, and who has ticked 25 pages takes what a filter finds. */
export const mostSelected = 500;

/** The most cases of what a filter finds: 400 parts of a preview and 2,000 of what it finds clean, of the 3,100 that an execution has room for. */
export const mostFound = 20_000;

/** What is wished for many cases, as far as it decides which of them are to be looked at one by one. */
export type WishedOutcome =
  | { readonly action: 'accept' }
  | { readonly action: 'recommend'; readonly outcome: 'approve' | 'reject' }
  | { readonly action: 'decide'; readonly decision: 'approve' | 'reject' | 'send-back' };

/** A check as far as it keeps a case from being handled among others. */
export interface FoundCheck {
  readonly title: string;
  readonly tone: 'good' | 'info' | 'warn' | 'bad';
}

/**
 * Why a case that could be handled is to be looked at by itself; empty: it is clean. What speaks against a grant is looked at before it is granted, and a
 * decision other than what the reviewer has recommended is nobody's by the way. That nothing is known (`info`) speaks for and against nothing.
 */
export function attentionFor(
  wish: WishedOutcome,
  { recommendation }: Pick<CaseRecord, 'recommendation'>,
  checks: readonly FoundCheck[],
): string[] {
  const grants = wish.action === 'accept' || (wish.action === 'recommend' ? wish.outcome : wish.decision) === 'approve';
  const against = grants
    ? checks.filter(({ tone }) => tone === 'warn' || tone === 'bad').map(({ title }) => title)
    : [];
  const differs =
    wish.action === 'decide' && wish.decision !== 'send-back' && recommendation?.outcome !== wish.decision;
  return differs ? [...against, '决定与审核意见不一致，请逐件办理。'] : against;
}
