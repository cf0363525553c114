import type { SaveState } from '../../forms/autosave.ts';
import { Button } from '../shared/button.tsx';
import { FailureNotice, Notice } from '../shared/notice.tsx';
import type { Draft } from './use-draft.ts';

const texts: Readonly<Record<SaveState['kind'], string>> = {
  saved: '已保存',
  unsaved: '未保存',
  saving: '正在保存…',
  failed: '保存失败',
  conflict: '尚未保存',
};

/** Whether the draft is saved. Of fixed size, so that nothing moves while typing. */
export function SaveMark({ saveState }: { readonly saveState: SaveState }) {
  return (
    <span class={`save-mark save-${saveState.kind}`} role="status">
      {texts[saveState.kind]}
    </span>
  );
}

/** What to do when saving did not work, and that earlier text has been restored. */
export function SaveNotices({ draft }: { readonly draft: Draft }) {
  const { saveState, restored, saver, takeTheirs } = draft;
  return (
    <>
      {restored && saveState.kind !== 'saved' && <Notice>已恢复您上次填写、尚未保存的内容。</Notice>}
      {saveState.kind === 'failed' && (
        <FailureNotice
          failure={saveState.failure}
          onRetry={() => void saver.flush()}
          onReload={() => location.reload()}
          unasked
        />
      )}
      {saveState.kind === 'conflict' && (
        <Notice tone="warn" title="这份草稿已在其他窗口或设备上修改。">
          <p>您刚才填写的内容还在本页，尚未保存。</p>
          <div class="actions">
            <Button kind="plain" onClick={takeTheirs}>
              载入最新内容
            </Button>
            <Button kind="plain" onClick={() => void saver.keepMine()}>
              保留我填写的内容
            </Button>
          </div>
        </Notice>
      )}
    </>
  );
}
