import { useState } from 'preact/hooks';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { ReasonDialog } from '../shared/reason-dialog.tsx';
import { useCommand } from '../shared/use-command.ts';

interface WithdrawProps {
  readonly id: string;
  readonly version: number;
  /** What is withdrawn can be a renewal in time, which keeps the registration valid. */
  readonly renews?: boolean;
  readonly onDone: () => void;
}

const keptValid = '有效期已届满、因延续申请尚未决定而继续有效的注册，自撤回之日起失效。';

/** 撤回, after a question: it cannot be undone. */
export function Withdraw({ id, version, renews = false, onDone }: WithdrawProps) {
  const [asking, setAsking] = useState(false);
  const command = useCommand((reason: string, key) => {
    const body = { version, reason: reason === '' ? null : reason };
    return send('practitioner', 'withdraw', { params: { id }, body }, key);
  });
  return (
    <>
      <Button kind="plain" onClick={() => setAsking(true)}>
        撤回
      </Button>
      {asking && (
        <ReasonDialog
          name={`withdraw-${id}`}
          title="撤回申请"
          explanation={`撤回后本次申请终止，不能恢复。需要时请重新申请。${renews ? keptValid : ''}`}
          label="撤回原因"
          confirm="确认撤回"
          required={false}
          maxLength={500}
          command={{
            ...command,
            run: async (reason) => {
              const result = await command.run(reason);
              if (result !== undefined) {
                setAsking(false);
                onDone();
              }
              return result;
            },
          }}
          onClose={() => {
            setAsking(false);
            command.forget();
          }}
          onReload={() => {
            setAsking(false);
            command.forget();
            onDone();
          }}
        />
      )}
    </>
  );
}
