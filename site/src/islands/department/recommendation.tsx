import type { ApplicationView } from '../../../../api/application.ts';
import { rowOf } from '../../../../domain/catalogue.ts';
import { outcomeWords } from '../../words/decision-words.ts';
import { Notice } from '../shared/notice.tsx';

const outcomes = { approve: '建议准予注册', reject: '建议不予注册' } as const;

/** The reviewer's opinion, for the decider. */
export function Recommendation({ application }: { readonly application: ApplicationView }) {
  const { recommendation } = application;
  if (recommendation === null) return null;
  const { outcome, opinion, reviewerName } = recommendation;
  return (
    <Notice
      tone={outcome === 'approve' ? 'good' : 'warn'}
      title={`审核意见：${outcomeWords(outcomes[outcome], rowOf(application).effect)}`}
    >
      <p class="lines">{opinion}</p>
      <small>审核人：{reviewerName}</small>
    </Notice>
  );
}
