import { useState } from 'preact/hooks';
import type { ApplicationView } from '../../../../api/application.ts';
import { send } from '../../lib/send.ts';
import { Button } from '../shared/button.tsx';
import { ReasonDialog } from '../shared/reason-dialog.tsx';
import { useCommand } from '../shared/use-command.ts';

interface ReturnApplicationProps {
  readonly application: ApplicationView;
  readonly onDone: () => void;
}

/** 退回, with the reason that the practitioner will read. */
export function ReturnApplication({ application, onDone }: ReturnApplicationProps) {
  const { id, version } = application;
  const [asking, setAsking] = useState(false);
  const command = useCommand((reason: string, key) =>
    send('employer', 'return', { params: { id }, body: { version, reason } }, key),
  );
  function close(): void {
    setAsking(false);
    command.forget();
  }
  return (
    <>
      <Button kind="plain" onClick={() => setAsking(true)}>
        退回
      </Button>
      {asking && (
        <ReasonDialog
          name={`return-${id}`}
          title="退回申请"
          explanation="退回后由申请人修改并重新提交，本企业将再次收到待办事项。"
          label="退回原因"
          confirm="确认退回"
          required
          maxLength={500}
          command={{
            ...command,
            run: async (reason) => {
              const result = await command.run(reason);
              if (result !== undefined) {
                close();
                onDone();
              }
              return result;
            },
          }}
          onClose={close}
          onReload={() => {
            close();
            onDone();
          }}
        />
      )}
    </>
  );
}
