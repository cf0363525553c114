import { useState } from 'preact/hooks';
import type { ApplicationView } from '../../../../api/application.ts';
import { instantText } from '../../words/dates.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { FailureNotice, Notice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';
import { ReasonButton } from '../shared/reason-button.tsx';

interface ReleaseAnswerProps {
  readonly application: ApplicationView;
  readonly onChanged: () => void;
}

/** The former employer's step: it releases the person who leaves, or objects with a reason. */
export function ReleaseAnswer({ application, onChanged }: ReleaseAnswerProps) {
  const { applicantName, dueAt } = application;
  return (
    <section class="panel">
      <h2>答复解除聘用</h2>
      <p>
        {applicantName}申请将在本企业的注册转往“{application.employerName}”，下列注册一并转出。是否同意解除聘用？
      </p>
      <ul>
        <li>同意：申请送江苏省住房和城乡建设厅办理。</li>
        <li>提出异议：申请同样送达，异议理由告知主管部门和申请人，由主管部门审查后作出决定。</li>
        <li>{dueAt === null ? '' : `${instantText(dueAt)} 前`}没有答复：不再等待本企业，申请继续办理。</li>
      </ul>
      <div class="actions">
        <Release application={application} onChanged={onChanged} />
        <Objection application={application} onChanged={onChanged} />
      </div>
    </section>
  );
}

function Release({ application: { id, version, applicantName, employerName }, onChanged }: ReleaseAnswerProps) {
  const [asking, setAsking] = useState(false);
  const command = useCommand((body: { version: number }, key) =>
    send('employer', 'release', { params: { id }, body }, key),
  );
  function close(): void {
    setAsking(false);
    command.forget();
  }
  async function release(): Promise<void> {
    if ((await command.run({ version })) === undefined) return;
    close();
    onChanged();
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>同意解除聘用</Button>
      {asking && (
        <Dialog title="同意解除聘用" onClose={close}>
          <Notice tone="warn">
            同意后不能撤回。变更获准后，{applicantName}的注册转往“{employerName}”，不再列入本企业“在册人员”。
          </Notice>
          <FailureNotice
            failure={command.failure}
            onRetry={() => void release()}
            onReload={() => {
              close();
              onChanged();
            }}
          />
          <div class="actions">
            <Button busy={command.busy} onClick={() => void release()}>
              {command.busy ? '正在提交…' : '确认同意'}
            </Button>
            <Button kind="plain" onClick={close}>
              取消
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function Objection({ application: { id, version }, onChanged }: ReleaseAnswerProps) {
  return (
    <ReasonButton
      name={`object-${id}`}
      title="提出异议"
      explanation="异议理由将告知主管部门和申请人，不告知新聘用企业。提出后不能撤回。"
      label="异议理由"
      confirm="确认提出异议"
      required
      act={(reason, key) => send('employer', 'object', { params: { id }, body: { version, reason } }, key)}
      onDone={onChanged}
    >
      提出异议
    </ReasonButton>
  );
}
