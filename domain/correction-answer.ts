import type { Correction } from './application.ts';
import type { CaseRecord } from './case-record.ts';
import { type Decision, done, refuse } from './refusal.ts';

/** Puts answers to the items of the open notice, in their order; refused unless there is one answer for each item. */
export function answeredCorrection(
  { correction: notice }: Pick<CaseRecord, 'correction'>,
  answers: readonly string[],
): Decision<Correction> {
  if (notice === null || notice.items.length !== answers.length) {
    return refuse('invalid-request', `请逐项说明补正情况，共 ${notice?.items.length ?? 0} 项。`, [
      { field: 'answers', code: 'answers-missing', message: '每一项都需要填写补正说明。' },
    ]);
  }
  const items = notice.items.map((entry, index) => ({ ...entry, answer: answers[index] ?? null }));
  return done({ ...notice, items });
}

/** The answers to a notice in one text, for the timeline. */
export function answersText({ items }: Correction): string {
  return items.map(({ subject, answer }) => `${subject}：${answer ?? ''}`).join('\n');
}
