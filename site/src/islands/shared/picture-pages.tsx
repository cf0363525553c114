import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FileView } from '../../../../api/application.ts';
import { fileSlotRules } from '../../../../domain/file-slots.ts';
import { joinPages } from '../../files/page-pictures.ts';
import { uploadFile, type UploadPhase, type UploadTarget } from '../../files/upload.ts';
import { failureOf } from '../../session/problem.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { controlId, type PageControl, PageRow } from './page-row.tsx';
import { PictureChoice } from './picture-choice.tsx';
import { type Page, usePages } from './use-pages.ts';

interface PicturePagesProps {
  readonly target: UploadTarget;
  /** Pictures that were chosen already. */
  readonly files: readonly File[];
  readonly onReady: (file: FileView) => void;
  readonly onClose: () => void;
}

type Phase = { readonly kind: 'joining'; readonly done: number } | UploadPhase;

/** Puts the photographed pages of one document in order, joins them into one PDF and uploads it. */
export function PicturePages({ target, files, onReady, onClose }: PicturePagesProps) {
  const { name, maxPages } = fileSlotRules[target.slot];
  const pages = usePages(maxPages);
  const [said, setSaid] = useState('');
  const [phase, setPhase] = useState<Phase | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [viewed, setViewed] = useState<Page | null>(null);
  const [leaving, setLeaving] = useState(false);
  const focusNext = useRef<string | null>(null);
  const count = pages.list.length;
  const busy = phase !== null || pages.reading !== null;

  async function add(chosen: readonly File[]): Promise<void> {
    setFailure(null);
    const added = await pages.add(chosen);
    setSaid(`已添加 ${added} 页。`);
  }

  useEffect(() => {
    if (files.length > 0) void add(files);
  }, []);

  // A row that is moved in the page loses the focus.
  useLayoutEffect(() => {
    if (focusNext.current === null) return;
    const wanted = document.getElementById(focusNext.current);
    const row = wanted?.closest('li');
    const first = row?.querySelector<HTMLElement>('.page-controls button:enabled');
    (wanted?.matches(':disabled') === true ? first : wanted)?.focus();
    focusNext.current = null;
  });

  function move(page: Page, place: number, control: PageControl): void {
    pages.move(page, place);
    focusNext.current = controlId(page, control);
    setSaid(`${page.name} 现在是第 ${Math.min(Math.max(place, 0), count - 1) + 1} 页，共 ${count} 页。`);
  }

  function remove(page: Page, place: number): void {
    pages.remove(page);
    const next = pages.list[place + 1] ?? pages.list[place - 1];
    focusNext.current = next === undefined ? 'page-choice' : controlId(next, 'remove');
    setSaid(`已删除 ${page.name}，还有 ${count - 1} 页。`);
  }

  async function upload(): Promise<void> {
    setFailure(null);
    try {
      setPhase({ kind: 'joining', done: 0 });
      const file = await joinPages(target.slot, pages.list, (done) => setPhase({ kind: 'joining', done }));
      if (file === null) {
        setFailure('照片合成后仍然过大，请删减页数，或者用扫描仪扫描后上传。');
        return;
      }
      const outcome = await uploadFile(target, file, setPhase);
      if (outcome.ok) onReady(outcome.file);
      else setFailure(outcome.message);
    } catch (thrown) {
      const { errors, message } = failureOf(thrown);
      setFailure(`${errors[0]?.message ?? message}照片都还在，可以再次上传。`);
    } finally {
      setPhase(null);
    }
  }

  function back(page: Page): void {
    focusNext.current = controlId(page, 'view');
    setViewed(null);
  }

  function close(): void {
    if (viewed !== null) back(viewed);
    else if (phase !== null) return;
    else if (count > 0 && !leaving) setLeaving(true);
    else onClose();
  }

  return (
    <Dialog title={`${name}：多张照片合成一个文件`} wide onClose={close}>
      {viewed !== null ? (
        <LargePicture page={viewed} place={pages.list.findIndex(({ id }) => id === viewed.id)} onBack={close} />
      ) : (
        <>
          <p class="hint">
            一页一张，按页序排列，最多 {maxPages} 页。照片在本机合成为一个 PDF 后上传，请确认每页完整、端正、文字清晰。
          </p>
          <PictureChoice most={maxPages - count} disabled={busy} onChoose={(chosen) => void add(chosen)} />
          {pages.refused.length > 0 && (
            <div class="notice notice-bad" role="alert">
              <p class="notice-title">以下 {pages.refused.length} 张没有添加：</p>
              <ul>
                {pages.refused.map(({ name: picture, message }, index) => (
                  <li key={index}>
                    “{picture}”{message}
                  </li>
                ))}
              </ul>
            </div>
          )}
          <ol class="page-rows" aria-label="各页照片">
            {pages.list.map((page, place) => (
              <PageRow
                key={page.id}
                page={page}
                place={place}
                count={count}
                busy={busy}
                onMove={(to, control) => move(page, to, control)}
                onTurn={() => {
                  pages.turn(page);
                  setSaid(`第 ${place + 1} 页已顺时针旋转 90 度。`);
                }}
                onRemove={() => remove(page, place)}
                onView={() => {
                  focusNext.current = 'page-back';
                  setViewed(page);
                }}
              />
            ))}
          </ol>
          <p class="page-progress" role="status">
            <span>{pages.reading === null && phase === null ? said : progressText(phase, pages.reading, count)}</span>
            {busy && <progress max={100} value={progressPercent(phase, pages.reading, count)} aria-label="总进度" />}
          </p>
          {failure !== null && (
            <p class="error" role="alert">
              {failure}
            </p>
          )}
          {leaving ? (
            <Leaving count={count} onStay={() => setLeaving(false)} onLeave={onClose} />
          ) : (
            <div class="actions">
              <Button
                busy={phase !== null}
                disabled={count === 0 || pages.reading !== null}
                onClick={() => void upload()}
              >
                合成并上传{count > 0 && `（${count} 页）`}
              </Button>
              <Button kind="plain" disabled={phase !== null} onClick={close}>
                取消
              </Button>
            </div>
          )}
        </>
      )}
    </Dialog>
  );
}

type Reading = ReturnType<typeof usePages>['reading'];

function progressText(phase: Phase | null, reading: Reading, count: number): string {
  if (reading !== null) return `正在读取第 ${reading.done + 1} 张照片，共 ${reading.total} 张…`;
  switch (phase?.kind) {
    case undefined:
      return '';
    case 'joining':
      return `正在合成 ${count} 页…`;
    case 'preparing':
      return '正在准备上传…';
    case 'sending':
      return `正在上传 ${Math.round(phase.share * 100)}%`;
    case 'inspecting':
      return '已上传，正在检查文件…';
  }
}

// Of the whole way sending takes the most; the shares are those of sixty pages on a phone with a slow uplink.
const shares = { joining: 15, sending: 80 } as const;

function progressPercent(phase: Phase | null, reading: Reading, count: number): number {
  if (reading !== null) return (100 * reading.done) / reading.total;
  switch (phase?.kind) {
    case undefined:
      return 0;
    case 'joining':
      return (shares.joining * phase.done) / Math.max(1, count);
    case 'preparing':
      return shares.joining;
    case 'sending':
      return shares.joining + shares.sending * phase.share;
    case 'inspecting':
      return shares.joining + shares.sending;
  }
}

interface LeavingProps {
  readonly count: number;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Asks before photos are thrown away that somebody may have to take again. */
function Leaving({ count, onStay, onLeave }: LeavingProps) {
  return (
    <div class="notice notice-warn" role="alert">
      <p class="notice-title">关闭后，这 {count} 页照片需要重新添加。</p>
      <div class="actions">
        <Button onClick={onStay}>继续编辑</Button>
        <Button kind="bad" onClick={onLeave}>
          放弃照片并关闭
        </Button>
      </div>
    </div>
  );
}

interface LargePictureProps {
  readonly page: Page;
  readonly place: number;
  readonly onBack: () => void;
}

function LargePicture({ page, place, onBack }: LargePictureProps) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(page.image.jpeg);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [page]);
  return (
    <>
      <div class="page-large">
        {address !== null && (
          <img src={address} alt={`第 ${place + 1} 页：${page.name}`} class={`turned-${page.turn}`} />
        )}
      </div>
      <div class="actions">
        <button type="button" id="page-back" class="button" onClick={onBack}>
          返回页面列表
        </button>
      </div>
    </>
  );
}
