import type { Correction } from '../../domain/application.ts';
import type { Case } from './case.ts';
import { done, refuse, type Result } from '../platform/refusal.ts';

/** Answers to the items of a notice of correction, in their order. */
export interface CorrectionAnswer {
  readonly version: number;
  readonly answers: readonly string[];
}

/** Puts answers to the items of the open notice; refused unless there is one answer for each item. */
export function answeredCorrection(
  { item }: Case,
  { answers }: CorrectionAnswer,
): Result<{ correction: Correction; summary: string }> {
  const notice = item.correction;
  if (notice === null || notice.items.length !== answers.length) {
    return refuse('invalid-request', `请逐项说明补正情况，共 ${notice?.items.length ?? 0} 项。`, [
      { field: 'answers', code: 'answers-missing', message: '每一项都需要填写补正说明。' },
    ]);
  }
  const items = notice.items.map((entry, index) => ({ ...entry, answer: answers[index] ?? null }));
  const summary = items.map(({ subject, answer }) => `${subject}：${answer ?? ''}`).join('\n');
  return done({ correction: { ...notice, items }, summary });
}
