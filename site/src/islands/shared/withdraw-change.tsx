import { useState } from 'preact/hooks';
import type { CompanyChangeView } from '../../../../api/company-change.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FailureNotice, Notice } from './notice.tsx';
import { useCommand } from './use-command.ts';

interface WithdrawChangeProps {
  readonly change: CompanyChangeView;
  readonly act: (body: { readonly version: number }, idempotencyKey: string) => Promise<unknown>;
  readonly onDone: () => void;
}

/** 撤回 of a 企业信息变更 by whoever has begun it, after a question: it cannot be undone. */
export function WithdrawChange({ change, act, onDone }: WithdrawChangeProps) {
  const [asking, setAsking] = useState(false);
  const command = useCommand(act);
  function close(): void {
    setAsking(false);
    command.forget();
  }
  function leave(): void {
    close();
    onDone();
  }
  async function withdraw(): Promise<void> {
    if ((await command.run({ version: change.version })) !== undefined) leave();
  }
  return (
    <>
      <Button kind="plain" onClick={() => setAsking(true)}>
        撤回变更
      </Button>
      {asking && (
        <Dialog title="撤回企业信息变更" onClose={close}>
          <Notice tone="warn">撤回后本次变更终止，不能恢复，注册不变。需要时请重新办理。</Notice>
          <FailureNotice failure={command.failure} onRetry={() => void withdraw()} onReload={leave} />
          <div class="actions">
            <Button kind="bad" busy={command.busy} onClick={() => void withdraw()}>
              {command.busy ? '正在提交…' : '确认撤回'}
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
