import { useEffect, useState } from 'preact/hooks';
import type { FileView } from '../../../../api/application.ts';
import { type FileSlot, fileSlotRules } from '../../../../domain/file-slots.ts';
import { acceptOf, sizeText } from '../../files/file-check.ts';
import { failureOf } from '../../session/problem.ts';
import { uploadFile, type UploadPhase, type UploadTarget } from '../../files/upload.ts';
import { Download } from './download.tsx';
import { fieldId } from './field.tsx';
import { useFieldNote } from './field-note.tsx';
import type { PicturePages } from './picture-pages.tsx';
import { Preview } from './preview.tsx';

interface UploadFieldProps {
  readonly target: UploadTarget;
  /** What is attached to the slot now. */
  readonly file: FileView | undefined;
  readonly address: (fileId: string) => Promise<{ url: string }>;
  readonly onReady: (file: FileView) => void;
  readonly error?: string | undefined;
  /** Nothing has to be uploaded here. */
  readonly optional?: boolean;
}

/** One slot: choose a file, see it travel and be inspected, see what is attached, replace it. */
export function UploadField({ target, file, address, onReady, error, optional = false }: UploadFieldProps) {
  const { slot } = target;
  const rule = fileSlotRules[slot];
  const id = fieldId(`files.${slot}`);
  const { noteId, note } = useFieldNote(`files.${slot}`, id);
  const [phase, setPhase] = useState<UploadPhase | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [again, setAgain] = useState<File | null>(null);
  const [pages, setPages] = useState<OpenPages | null>(null);
  const severalPages = rule.maxPages > 1 && rule.types.includes('application/pdf');

  // Few photograph a document page by page: what that needs is fetched when they do.
  async function openPages(files: readonly File[]): Promise<void> {
    setRefusal(null);
    setAgain(null);
    try {
      setPages({ Part: (await import('./picture-pages.tsx')).PicturePages, files });
    } catch (thrown) {
      setRefusal(failureOf(thrown).message);
    }
  }

  async function upload(chosen: File): Promise<void> {
    setRefusal(null);
    setAgain(null);
    try {
      const outcome = await uploadFile(target, chosen, setPhase);
      if (outcome.ok) onReady(outcome.file);
      else setRefusal(outcome.message);
    } catch (thrown) {
      const failure = failureOf(thrown);
      setRefusal(failure.errors[0]?.message ?? failure.message);
      if (failure.retry) setAgain(chosen);
    } finally {
      setPhase(null);
    }
  }

  const message = refusal ?? error;
  const ready = file?.status === 'ready' ? file : undefined;
  return (
    <div class={message === undefined ? 'field upload' : 'field upload field-bad'}>
      <label id={`${id}-label`} for={id} class={optional ? undefined : 'required'}>
        {rule.name}
        {optional && '（需要时上传）'}
      </label>
      <p class="hint" id={`${id}-hint`}>
        {rule.hint}
      </p>
      {note}
      <UploadBox slot={slot} file={ready} phase={phase} address={address} />
      <input
        id={id}
        class="file-input"
        type="file"
        accept={acceptOf(slot)}
        multiple={severalPages}
        disabled={phase !== null}
        aria-invalid={message !== undefined}
        aria-describedby={`${noteId} ${id}-hint${message === undefined ? '' : ` ${id}-error`}`.trim()}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          const [chosen] = files;
          // The same file can be chosen again after it was mended.
          event.currentTarget.value = '';
          if (files.length > 1) void openPages(files);
          else if (chosen !== undefined) void upload(chosen);
        }}
      />
      {/* The browser's own button speaks the browser's language and cannot say that a file is there already. */}
      <div class="file-choices">
        <label for={id} class="button button-plain file-button">
          {ready === undefined ? '选择文件' : '重新上传'}
        </label>
        {severalPages && (
          <button
            type="button"
            class="button button-plain"
            aria-describedby={`${id}-label`}
            disabled={phase !== null}
            onClick={() => void openPages([])}
          >
            多张照片合成
          </button>
        )}
      </div>
      {pages !== null && (
        <pages.Part
          target={target}
          files={pages.files}
          onReady={(joined) => {
            setPages(null);
            onReady(joined);
          }}
          onClose={() => setPages(null)}
        />
      )}
      {message !== undefined && (
        <p class="error" id={`${id}-error`} role="alert">
          {message}
        </p>
      )}
      {again !== null && (
        <button type="button" class="button button-plain" onClick={() => void upload(again)}>
          重试
        </button>
      )}
    </div>
  );
}

/** The dialog for several photos, once it was fetched, and what it begins with. */
interface OpenPages {
  readonly Part: typeof PicturePages;
  readonly files: readonly File[];
}

interface UploadBoxProps {
  readonly slot: FileSlot;
  readonly file: FileView | undefined;
  readonly phase: UploadPhase | null;
  readonly address: (fileId: string) => Promise<{ url: string }>;
}

function UploadBox({ slot, file, phase, address }: UploadBoxProps) {
  return (
    <div class={`upload-box upload-${slot}`} aria-live="polite">
      {slot === 'photo' && <Photo file={file} address={address} />}
      {phase !== null ? (
        <Progress phase={phase} />
      ) : file === undefined ? (
        <p class="upload-state">尚未上传</p>
      ) : (
        <p class="upload-state">
          <span class="good">已上传，检查通过</span>
          <span class="file-name">{file.name}</span>
          <small>{sizeText(file.size)}</small>
          <Download label="查看" address={() => address(file.id)} />
        </p>
      )}
    </div>
  );
}

function Progress({ phase }: { readonly phase: UploadPhase }) {
  if (phase.kind !== 'sending') {
    return <p class="upload-state">{phase.kind === 'preparing' ? '正在准备…' : '已上传，正在检查文件…'}</p>;
  }
  const percent = Math.round(phase.share * 100);
  return (
    <p class="upload-state">
      <span>正在上传 {percent}%</span>
      <progress max={100} value={percent} aria-label="上传进度" />
    </p>
  );
}

function Photo({ file, address }: Pick<UploadBoxProps, 'file' | 'address'>) {
  const [url, setUrl] = useState<string | null>(null);
  const fileId = file?.id;
  useEffect(() => {
    let shown = true;
    setUrl(null);
    if (fileId === undefined) return undefined;
    address(fileId).then(
      (answer) => {
        if (shown) setUrl(answer.url);
      },
      // The picture is a convenience here: the state beside it says what matters.
      () => undefined,
    );
    return () => {
      shown = false;
    };
  }, [fileId]);
  return <Preview url={url} />;
}
