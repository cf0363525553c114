import type { ApplicationView } from '../../../../api/application.ts';
import { instantText } from '../../words/dates.ts';
import { ReleaseButtons } from '../shared/release-buttons.tsx';

interface ReleaseAnswerProps {
  readonly application: ApplicationView;
  readonly onChanged: () => void;
}

/** The former employer's step: it releases the person who leaves, or objects with a reason. */
export function ReleaseAnswer({ application, onChanged }: ReleaseAnswerProps) {
  const { applicantName, employerName, dueAt } = application;
  return (
    <section class="panel">
      <h2>答复解除聘用</h2>
      <p>
        {applicantName}申请将在本企业的注册转往“{employerName}”，下列注册一并转出。是否同意解除聘用？
      </p>
      <ul>
        <li>同意：申请送江苏省住房和城乡建设厅办理。</li>
        <li>提出异议：申请同样送达，异议理由告知主管部门和申请人，由主管部门审查后作出决定。</li>
        <li>{dueAt === null ? '' : `${instantText(dueAt)} 前`}没有答复：不再等待本企业，申请继续办理。</li>
      </ul>
      <ReleaseButtons
        application={application}
        party="employer"
        agree="同意解除聘用"
        warning={`同意后不能撤回。变更获准后，${applicantName}的注册转往“${employerName ?? ''}”，不再列入本企业“在册人员”。`}
        objection="异议理由将告知主管部门和申请人，不告知新聘用企业。提出后不能撤回。"
        onChanged={onChanged}
      />
    </section>
  );
}
