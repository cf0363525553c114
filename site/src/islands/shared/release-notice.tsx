import type { ApplicationView } from '../../../../api/application.ts';
import { releaseAnswerNames } from '../../../../domain/application.ts';
import { Notice } from './notice.tsx';

type Answer = NonNullable<ApplicationView['release']>['answer'];

const tones: Readonly<Record<Answer, 'info' | 'good' | 'warn' | 'bad'>> = {
  asked: 'info',
  released: 'good',
  objected: 'bad',
  silent: 'warn',
};

/** What the former employer says to a change of employer, for the applicant and whoever decides on it. */
export function ReleaseNotice({ application: { release } }: { readonly application: ApplicationView }) {
  if (release === null) return null;
  const { answer, reason, employerName } = release;
  return (
    <Notice tone={tones[answer]} title={releaseAnswerNames[answer]}>
      {reason !== null && <p class="lines">{reason}</p>}
      <small>{employerName}</small>
    </Notice>
  );
}
