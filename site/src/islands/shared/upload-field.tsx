import { useEffect, useRef, useState } from 'preact/hooks';
import type { FileView } from '../../../../api/application.ts';
import { type FileSlot, fileSlotRules } from '../../../../domain/file-slots.ts';
import { acceptOf, sizeText } from '../../files/file-check.ts';
import { failureOf } from '../../session/problem.ts';
import { uploadFile, type UploadPhase, type UploadTarget } from '../../files/upload.ts';
import { Download } from './download.tsx';
import { fieldId } from './field.tsx';
import { useFieldNote } from './field-note.tsx';
import { Preview } from './preview.tsx';

interface UploadFieldProps {
  readonly target: UploadTarget;
  /** What is attached to the slot now. */
  readonly file: FileView | undefined;
  readonly address: (fileId: string) => Promise<{ url: string }>;
  readonly onReady: (file: FileView) => void;
  readonly error?: string | undefined;
  /** Nothing need be uploaded. */
  readonly optional?: boolean;
}

/** One slot: choose a file, see it travel and be inspected, see what is attached, replace it. */
export function UploadField({ target, file, address, onReady, error, optional = false }: UploadFieldProps) {
  const { slot } = target;
  const rule = fileSlotRules[slot];
  const id = fieldId(`files.${slot}`);
  const { noteId, note } = useFieldNote(`files.${slot}`, id);
  const input = useRef<HTMLInputElement>(null);
  const [phase, setPhase] = useState<UploadPhase | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [again, setAgain] = useState<File | null>(null);

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
      // The same file can be chosen again after it was mended.
      if (input.current !== null) input.current.value = '';
    }
  }

  const message = refusal ?? error;
  const ready = file?.status === 'ready' ? file : undefined;
  return (
    <div class={message === undefined ? 'field upload' : 'field upload field-bad'}>
      <label for={id} class={optional ? undefined : 'required'}>
        {rule.name}
      </label>
      <p class="hint" id={`${id}-hint`}>
        {rule.hint}
      </p>
      {note}
      <UploadBox slot={slot} file={ready} phase={phase} address={address} />
      <input
        ref={input}
        id={id}
        class="file-input"
        type="file"
        accept={acceptOf(slot)}
        disabled={phase !== null}
        aria-invalid={message !== undefined}
        aria-describedby={`${noteId} ${id}-hint${message === undefined ? '' : ` ${id}-error`}`.trim()}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          if (chosen !== undefined) void upload(chosen);
        }}
      />
      {/* The browser's own button speaks the browser's language and cannot say that a file is there already. */}
      <label for={id} class="button button-plain file-button">
        {ready === undefined ? '选择文件' : '重新上传'}
      </label>
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
