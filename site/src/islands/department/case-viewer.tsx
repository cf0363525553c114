import { useEffect, useState } from 'preact/hooks';
import type { ApplicationView, FileView } from '../../../../api/application.ts';
import { fileSlotRules, type FileType } from '../../../../domain/file-slots.ts';
import { dayText } from '../../words/dates.ts';
import { filesBySlot, labelledDocuments } from '../../words/documents.ts';
import { type Failure, failureOf } from '../../session/problem.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { useKeys } from './use-keys.ts';
import { FailureNotice } from '../shared/notice.tsx';
import { Skeleton } from '../shared/skeleton.tsx';

interface Item {
  readonly key: string;
  readonly label: string;
  readonly type: FileType;
  readonly address: () => Promise<{ url: string }>;
}

/** The uploaded files and generated documents of a case beside the decision: one, or two side by side. */
export function CaseViewer({ application }: { readonly application: ApplicationView }) {
  const items = itemsOf(application);
  const [chosen, setChosen] = useState<string | null>(null);
  const [beside, setBeside] = useState<string | null>(null);
  const item = items.find(({ key }) => key === chosen) ?? items[0];
  const other = items.find(({ key }) => key === beside);
  const step = (by: number) => {
    const place = items.findIndex(({ key }) => key === item?.key);
    const next = items[(place + by + items.length) % items.length];
    if (next !== undefined) setChosen(next.key);
  };
  const toggle = () =>
    setBeside(beside === null ? ((items.find(({ key }) => key !== item?.key) ?? item)?.key ?? null) : null);
  useKeys({ '[': () => step(-1), ']': () => step(1), b: toggle });
  return (
    <section class="panel case-viewer">
      <div class="desk-bar">
        <h2>材料</h2>
        {items.length > 1 && (
          <Button kind="plain" onClick={toggle}>
            {beside === null ? '并排对照' : '取消并排'}
          </Button>
        )}
      </div>
      {item === undefined ? (
        <p class="soft">尚无材料。</p>
      ) : (
        <div class={other === undefined ? undefined : 'viewer-pair'}>
          <Pane label="选择材料" items={items} item={item} onChoose={setChosen} />
          {other !== undefined && <Pane label="选择对照材料" items={items} item={other} onChoose={setBeside} />}
        </div>
      )}
    </section>
  );
}

interface PaneProps {
  readonly label: string;
  readonly items: readonly Item[];
  readonly item: Item;
  readonly onChoose: (key: string) => void;
}

function Pane({ label, items, item, onChoose }: PaneProps) {
  return (
    <div class="viewer-pane">
      <div class="viewer-tabs" role="group" aria-label={label}>
        {items.map((each) => (
          <button key={each.key} type="button" aria-pressed={each.key === item.key} onClick={() => onChoose(each.key)}>
            {each.label}
          </button>
        ))}
      </div>
      <Shown key={item.key} item={item} />
    </div>
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
        <Picture url={url} label={item.label} />
      )}
    </>
  );
}

/** A picture that can be made larger and turned. PDFs have all of that in the browser's own viewer. */
function Picture({ url, label }: { readonly url: string; readonly label: string }) {
  const [zoom, setZoom] = useState(0);
  const [turn, setTurn] = useState(0);
  const larger = () => setZoom(Math.min(zoom + 1, zooms.length - 1));
  const smaller = () => setZoom(Math.max(zoom - 1, 0));
  const onward = () => setTurn((turn + 1) % 4);
  useKeys({ '+': larger, '=': larger, '-': smaller, t: onward });
  return (
    <>
      <div class="actions" role="group" aria-label={`${label}显示`}>
        <Button kind="plain" onClick={larger}>
          放大
        </Button>
        <Button kind="plain" onClick={smaller}>
          缩小
        </Button>
        <Button kind="plain" onClick={onward}>
          旋转
        </Button>
      </div>
      <div class="viewer-scroll" tabIndex={0} role="region" aria-label={label}>
        <img class={`viewer-image zoom-${zooms[zoom] ?? 100} turn-${turn}`} src={url} alt={label} />
      </div>
    </>
  );
}

// Classes, since the policy of the site forbids styles of elements.
const zooms = [100, 150, 200, 300] as const;

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
