import { useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { useCommand } from './use-command.ts';

interface ReasonButtonProps {
  /** What the button says. */
  readonly children: string;
  /** Names the question; what is typed is kept under this name. */
  readonly name: string;
  readonly title: string;
  readonly explanation: string;
  readonly label: string;
  readonly confirm: string;
  readonly required: boolean;
  readonly act: (reason: string, idempotencyKey: string) => Promise<unknown>;
  readonly onDone: () => void;
}

/** A button for what cannot be undone: it asks for the reason, which may be left out unless `required`, and then acts. */
export function ReasonButton({ children, act, onDone, ...question }: ReasonButtonProps) {
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
  return (
    <>
      <Button kind="plain" onClick={() => setAsking(true)}>
        {children}
      </Button>
      {asking && (
        <ReasonDialog
          {...question}
          maxLength={500}
          command={{
            ...command,
            run: async (reason) => {
              const result = await command.run(reason);
              if (result !== undefined) leave();
              return result;
            },
          }}
          onClose={close}
          onReload={leave}
        />
      )}
    </>
  );
}
