import type { ApplicationView } from '../../../../api/application.ts';
import { Notice } from '../shared/notice.tsx';

type Answer = NonNullable<ApplicationView['release']>['answer'];

const answers: Readonly<Record<Answer, { readonly tone: 'info' | 'good' | 'warn' | 'bad'; readonly title: string }>> = {
  asked: { tone: 'info', title: '等待原聘用企业答复' },
  released: { tone: 'good', title: '原聘用企业同意解除聘用' },
  objected: { tone: 'bad', title: '原聘用企业提出异议' },
  silent: { tone: 'warn', title: '原聘用企业逾期未答复' },
};

/** What the former employer says to a change of employer, for whoever decides on it. */
export function ReleaseNotice({ application: { release } }: { readonly application: ApplicationView }) {
  if (release === null) return null;
  const { answer, reason, employerName } = release;
  return (
    <Notice {...answers[answer]}>
      {reason !== null && <p class="lines">{reason}</p>}
      <small>{employerName}</small>
    </Notice>
  );
}
