import { useState } from 'preact/hooks';
import type { ApplicationView } from '../../../../api/application.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';
import { Withdraw } from './withdraw.tsx';

interface DraftActionsProps {
  readonly application: ApplicationView;
  /** The version at the moment of the click. */
  readonly version: () => number;
  readonly onChanged: () => void;
}

/** The ways out of an application that is being filled in: delete a draft, withdraw what was submitted before. */
export function DraftActions({ application, version, onChanged }: DraftActionsProps) {
  const { id, state } = application;
  if (state === 'draft') return <Discard id={id} version={version} />;
  if (!application.actions.includes('withdraw')) return null;
  return (
    <p class="way-out">
      不再申请？ <Withdraw id={id} version={version()} onDone={onChanged} />
    </p>
  );
}

function Discard({ id, version }: { readonly id: string; readonly version: () => number }) {
  const [asking, setAsking] = useState(false);
  const command = useCommand((_content: null, key) =>
    send('practitioner', 'discardDraft', { params: { id }, body: { version: version() } }, key),
  );
  async function discard(): Promise<void> {
    if ((await command.run(null)) !== undefined) location.assign('/practitioner/applications.html');
  }
  return (
    <p class="way-out">
      不再申请？{' '}
      <button type="button" class="link" onClick={() => setAsking(true)}>
        删除草稿
      </button>
      {asking && (
        <Dialog title="删除草稿" onClose={() => setAsking(false)}>
          <p>已填写的内容和上传的文件将一并删除，不能恢复。</p>
          <FailureNotice failure={command.failure} onRetry={() => void discard()} onReload={() => location.reload()} />
          <div class="actions">
            <Button kind="bad" busy={command.busy} onClick={() => void discard()}>
              确认删除
            </Button>
            <Button kind="plain" onClick={() => setAsking(false)}>
              取消
            </Button>
          </div>
        </Dialog>
      )}
    </p>
  );
}
