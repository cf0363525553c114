import { useState } from 'preact/hooks';
import { importListNames, importLists, type ImportListName } from '../../../../domain/import-lists.ts';
import { csvText } from '../../../../domain/csv-text.ts';
import { saveText } from '../../files/save-text.ts';
import { failureOf } from '../../session/problem.ts';
import { send } from '../../session/send.ts';
import { jobAddress } from '../../words/jobs.ts';
import { Button } from '../shared/button.tsx';
import { RadioGroup } from '../shared/choices.tsx';
import { Gate } from '../shared/gate.tsx';
import { Notice } from '../shared/notice.tsx';

/** 导入名单: a registrar chooses a file, sends it, and tries or keeps its rows in the background. */
export function ImportPage() {
  return (
    <Gate party="staff" reads="lists">
      {() => <ImportForm />}
    </Gate>
  );
}

/** How far a file has been sent. */
interface Sending {
  readonly done: number;
  readonly total: number;
}

function ImportForm() {
  const [list, setList] = useState<ImportListName>('qualifications');
  const [file, setFile] = useState<File | null>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const choices = importListNames.map((name) => ({ value: name, label: importLists[name].name }));
  const { name: listName, columns } = importLists[list];

  async function go(dryRun: boolean): Promise<void> {
    setProblem(null);
    if (file === null) {
      setProblem('请选择要导入的文件。');
      return;
    }
    setSending({ done: 0, total: 0 });
    try {
      const outcome = await order(list, file, dryRun, setSending);
      if (outcome.ok) location.assign(jobAddress(outcome.id));
      else setProblem(outcome.message);
    } catch (thrown) {
      setProblem(failureOf(thrown).message);
    } finally {
      setSending(null);
    }
  }

  return (
    <section class="panel panel-narrow">
      <h2>选择名单和文件</h2>
      <RadioGroup
        name="list"
        label="名单种类"
        choices={choices}
        value={list}
        onChange={(value) => setList(importListNames.find((name) => name === value) ?? list)}
      />
      <div class="field">
        <label for="import-file" class="required">
          文件（CSV）
        </label>
        <p class="hint">第一行为列名：{columns.join('、')}。</p>
        <p class="hint">先试导入，逐行查看会怎样处理；试导入不保存任何数据。导入过的行再次导入不会重复。</p>
        <p>
          <Button kind="plain" onClick={() => saveText(csvText(columns, []), `${listName}.csv`)}>
            下载空白表格
          </Button>
        </p>
        <input
          id="import-file"
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
        />
      </div>
      {problem !== null && <Notice tone="bad">{problem}</Notice>}
      {sending !== null && (
        <p role="status">
          <progress aria-label="上传进度" max={Math.max(1, sending.total)} value={sending.done} /> 正在上传
          {sending.total > 0 && ` ${sending.done}/${sending.total}`}
        </p>
      )}
      <div class="actions">
        <Button busy={sending !== null} onClick={() => void go(true)}>
          试导入
        </Button>
        <Button kind="plain" busy={sending !== null} onClick={() => void go(false)}>
          直接导入
        </Button>
      </div>
    </section>
  );
}

/** Sends the file part by part and orders what is to be done with it. */
async function order(
  list: ImportListName,
  file: File,
  dryRun: boolean,
  show: (sending: Sending) => void,
): Promise<{ readonly ok: true; readonly id: string } | { readonly ok: false; readonly message: string }> {
  // Reading CSV takes code that nobody else needs.
  const { partsOfList, readList } = await import('../../files/list-file.ts');
  const read = readList(list, new Uint8Array(await file.arrayBuffer()));
  if (!read.ok) return read;
  const declared = await send('department', 'declareImport', {
    body: { list, name: file.name, rows: read.rows.length },
  });
  const params = { id: declared.id };
  const parts = partsOfList(read.rows);
  for (const [part, rows] of parts.entries()) {
    show({ done: part, total: parts.length });
    await send('department', 'sendImportPart', { params, body: { part, rows } });
  }
  const { id } = await send('department', 'runImport', { params, body: { dryRun } });
  return { ok: true, id };
}
