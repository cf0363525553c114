import { releaseAnswerNames } from '../../../../domain/application-parts.ts';
import type { ApplicationView } from '../../../../api/application.ts';
import { Notice } from './notice.tsx';

type Answer = NonNullable<ApplicationView['release']>['answer'];

const tones: Readonly<Record<Answer, 'info' | 'good' | 'warn' | 'bad'>> = {
  asked: 'info',
  released: 'good',
  objected: 'bad',
  silent: 'warn',
};

/** What the former employer, or whoever holds the former identity document, says: for the applicant and whoever decides. */
export function ReleaseNotice({ application: { release } }: { readonly application: ApplicationView }) {
  if (release === null) return null;
  const { party, answer, reason, employerName } = release;
  return (
    <Notice tone={tones[answer]} title={releaseAnswerNames[party][answer]}>
      {reason !== null && <p class="lines">{reason}</p>}
      {party === 'former-employer' && <small>{employerName}</small>}
    </Notice>
  );
}
