import type { ApplicationView } from '../../../../api/application.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { FailureNotice, Notice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useLoad } from '../shared/use-load.ts';
import { ReturnApplication } from './return-application.tsx';

interface CorrectEmployerProps {
  readonly application: ApplicationView;
  readonly onChanged: () => void;
}

/** 按证照名称更正: the form names this company otherwise than its licence, so it cannot be sealed as it is. */
export function CorrectEmployer({ application, onChanged }: CorrectEmployerProps) {
  const { id, version, draft } = application;
  const loading = useLoad('company', () => send('employer', 'getCompany', {}));
  const command = useCommand((body: { readonly version: number }, key) =>
    send('employer', 'correctEmployer', { params: { id }, body }, key),
  );

  async function correct(): Promise<void> {
    if ((await command.run({ version })) !== undefined) onChanged();
  }

  return (
    <section class="panel">
      <h2>企业名称与证照不一致</h2>
      <LoadView loading={loading}>
        {({ name }) => (
          <>
            <dl class="details">
              <div>
                <dt>申请表上的名称</dt>
                <dd>{draft.employment.employerName ?? '未填写'}</dd>
              </div>
              <div>
                <dt>证照名称</dt>
                <dd>{name}</dd>
              </div>
            </dl>
            <Notice tone="warn">
              <p>
                注册证书按证照名称打印，名称不一致的申请表不能盖章确认。更正后申请表退给申请人重新阅读并确认，本企业再次收到待办事项后盖章；其他内容不变。不是本企业人员的，请退回。
              </p>
            </Notice>
            <FailureNotice failure={command.failure} onRetry={() => void correct()} onReload={onChanged} />
            <div class="actions">
              <Button busy={command.busy} onClick={() => void correct()}>
                {command.busy ? '正在提交…' : '按证照名称更正'}
              </Button>
              {application.actions.includes('return') && (
                <ReturnApplication application={application} onDone={onChanged} />
              )}
            </div>
          </>
        )}
      </LoadView>
    </section>
  );
}
