import { type Statement, statementAnswerNames } from '../../../../domain/statement.ts';
import type { ApplicationView } from '../../../../api/application.ts';
import { Notice } from './notice.tsx';

const tones: Readonly<Record<Statement['answer'], 'info' | 'warn'>> = { given: 'warn', none: 'info', silent: 'info' };

/** What the person says to what others have begun about their registration: for that person, and whoever decides. */
export function StatementNotice({ application: { statement } }: { readonly application: ApplicationView }) {
  if (statement === null) return null;
  const { answer, text } = statement;
  return (
    <Notice tone={tones[answer]} title={statementAnswerNames[answer]}>
      {text !== null && <p class="lines">{text}</p>}
    </Notice>
  );
}
