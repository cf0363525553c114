import type { CorrectionItem } from './application.ts';

/** What a notice of correction said, kept with the event that issued it so that its document can be drawn at any time. */
export interface IssuedNotice {
  readonly addresseeName: string;
  readonly items: readonly Pick<CorrectionItem, 'field' | 'subject' | 'problem'>[];
  /** Why the first notice could not have said this; null in the first. */
  readonly laterReason: string | null;
  /** The application is accepted already, so that it ends by a decision. */
  readonly accepted: boolean;
}

/** What becomes of an application whose notice of correction nobody answers; null: of one of which that is not known. */
export function unansweredText(accepted: boolean | null): string {
  if (accepted === null) return '申请失效；已受理的，按现有材料作出决定';
  return accepted ? '按现有材料作出决定' : '申请失效';
}

/** A notice in one text, for the timeline and messages: its items with their numbers, then why it comes later. */
export function noticeText({ items, laterReason }: Pick<IssuedNotice, 'items' | 'laterReason'>): string {
  return [
    ...items.map(({ subject, problem }, index) => `${index + 1}．${subject}：${problem}`),
    ...(laterReason === null ? [] : [laterReasonText(laterReason)]),
  ].join('\n');
}

/** Why a notice comes after another, as notices and timelines say it. */
export function laterReasonText(laterReason: string): string {
  return `以上内容未能在首次补正通知中一并告知，原因：${laterReason}`;
}
