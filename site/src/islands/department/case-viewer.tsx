import { useEffect, useState } from 'preact/hooks';
import type { ApplicationView, FileView } from '../../../../api/application.ts';
import { fileSlotRules, type FileType } from '../../../../domain/file-slots.ts';
import { dayText } from '../../words/dates.ts';
import { filesBySlot, labelledDocuments } from '../../words/documents.ts';
import { type Failure, failureOf } from '../../session/problem.ts';
import { send } from '../../session/send.ts';
import { FailureNotice } from '../shared/notice.tsx';
import { Skeleton } from '../shared/skeleton.tsx';

interface Item {
  readonly key: string;
  readonly label: string;
  readonly type: FileType;
  readonly address: () => Promise<{ url: string }>;
}

/** The uploaded files and generated documents of a case, one at a time, beside the decision. */
export function CaseViewer({ application }: { readonly application: ApplicationView }) {
  const items = itemsOf(application);
  const [chosen, setChosen] = useState<string | null>(null);
  const item = items.find(({ key }) => key === chosen) ?? items[0];
  return (
    <section class="panel case-viewer">
      <h2>材料</h2>
      {item === undefined ? (
        <p class="soft">尚无材料。</p>
      ) : (
        <>
          <div class="viewer-tabs" role="group" aria-label="选择材料">
            {items.map(({ key, label }) => (
              <button key={key} type="button" aria-pressed={key === item.key} onClick={() => setChosen(key)}>
                {label}
              </button>
            ))}
          </div>
          <Shown key={item.key} item={item} />
        </>
      )}
    </section>
  );
}

function Shown({ item }: { readonly item: Item }) {
  const [url, setUrl] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  async function show(): Promise<void> {
    setFailure(null);
    try {
      setUrl(await localCopy(item));
    } catch (error) {
      setFailure(failureOf(error));
    }
  }
  useEffect(() => void show(), [item.key]);
  useEffect(
    () => () => {
      if (url !== null) URL.revokeObjectURL(url);
    },
    [url],
  );
  if (failure !== null) return <FailureNotice failure={failure} onRetry={() => void show()} unasked />;
  if (url === null) return <Skeleton rows={6} />;
  return (
    <>
      <p>
        <a href={url} target="_blank" rel="noreferrer">
          在新窗口打开{item.label}
        </a>
      </p>
      {item.type === 'application/pdf' ? (
        <iframe class="viewer-frame" src={url} title={item.label} />
      ) : (
        <img class="viewer-image" src={url} alt={item.label} />
      )}
    </>
  );
}

// A download address asks the browser to save; a copy in the page can be shown, whatever the address asks for.
async function localCopy(item: Item): Promise<string> {
  const { url } = await item.address();
  const response = await fetch(url);
  if (!response.ok) throw new TypeError(`download answered ${response.status}`);
  return URL.createObjectURL(new Blob([await response.arrayBuffer()], { type: item.type }));
}

function itemsOf({ id, files, documents }: ApplicationView): Item[] {
  const { present, replaced } = filesBySlot(files);
  const fileItem = (file: FileView, label: string): Item => ({
    key: file.id,
    label,
    type: file.type,
    address: () => send('department', 'downloadFile', { params: { id, fileId: file.id } }),
  });
  return [
    ...present.map((file) => fileItem(file, fileSlotRules[file.slot].name)),
    ...labelledDocuments(documents).map((document): Item => ({
      key: document.id,
      label: document.label,
      type: 'application/pdf',
      address: () => send('department', 'downloadDocument', { params: { id, documentId: document.id } }),
    })),
    ...replaced.map((file) =>
      fileItem(file, `${fileSlotRules[file.slot].name}（已被替换，${dayText(file.uploadedAt)}）`),
    ),
  ];
}
