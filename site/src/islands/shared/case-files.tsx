import type { ApplicationView, FileView } from '../../../../api/application.ts';
import { fileSlotRules } from '../../../../domain/file-slots.ts';
import { dayText } from '../../words/dates.ts';
import { filesBySlot, labelledDocuments, missingText } from '../../words/documents.ts';
import { fileName } from '../../files/download.ts';
import { sizeText } from '../../files/file-check.ts';
import { send } from '../../session/send.ts';
import { Download } from './download.tsx';

interface CaseFilesProps {
  readonly application: ApplicationView;
  readonly api: 'practitioner' | 'employer';
}

/** The documents and uploaded files of an application, to download. */
export function CaseFiles({ application, api }: CaseFilesProps) {
  const { id, documents } = application;
  const { present: files, replaced } = filesBySlot(application.files);
  return (
    <section class="panel">
      <h2>文书与材料</h2>
      {documents.length + files.length === 0 && <p class="soft">尚无文书。提交后在此下载申请表和承诺书。</p>}
      <ul class="files">
        {labelledDocuments(documents).map((document) => (
          <li key={document.id}>
            <Download
              label={`下载${document.label}`}
              saveAs={fileName(document.title, application.applicantName, application.number)}
              address={() => send(api, 'downloadDocument', { params: { id, documentId: document.id } })}
            />
            <small>PDF · {dayText(document.createdAt)}</small>
            {document.missing.length > 0 && (
              <small>
                {missingText(document.missing)}无法打印，印为“〓”，由住房和城乡建设主管部门在纸质文书上补写。
              </small>
            )}
          </li>
        ))}
        {files.map((file) => (
          <FileRow key={file.id} file={file} id={id} api={api} />
        ))}
      </ul>
      {replaced.length > 0 && (
        <details>
          <summary>已被替换的材料（{replaced.length}）</summary>
          <ul class="files">
            {replaced.map((file) => (
              <FileRow key={file.id} file={file} id={id} api={api} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

interface FileRowProps {
  readonly file: FileView;
  readonly id: string;
  readonly api: CaseFilesProps['api'];
}

function FileRow({ file, id, api }: FileRowProps) {
  return (
    <li>
      <Download
        label={`查看${fileSlotRules[file.slot].name}`}
        address={() => send(api, 'downloadFile', { params: { id, fileId: file.id } })}
      />
      <small>
        {sizeText(file.size)} · {dayText(file.uploadedAt)}
      </small>
    </li>
  );
}
