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
export function ReleaseNotice({ application: { release, files } }: { readonly application: ApplicationView }) {
  if (release === null) return null;
  const { party, answer, reason, employerName } = release;
  return (
    <Notice tone={tones[answer]} title={releaseAnswerNames[party][answer]}>
      {reason !== null && <p class="lines">{reason}</p>}
      {party === 'former-employer' && answer === 'objected' && (
        <p>
          {files.some(({ slot, status }) => slot === 'release-proof' && status === 'ready')
            ? '申请人已上传解除劳动合同证明等材料，请核对。'
            : '须有解除劳动合同证明、仲裁裁决书或者原聘用企业已不存在的证明才能受理和批准；申请人尚未上传，由受理人员通知补正。'}
        </p>
      )}
      {party === 'former-employer' && <small>{employerName}</small>}
    </Notice>
  );
}
