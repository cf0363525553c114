import type { ApplicationView } from '../../../../api/application.ts';
import { caseAddress } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import { instantText } from '../../words/dates.ts';
import { missingText } from '../../words/documents.ts';
import { PagedList } from '../shared/paged-list.tsx';
import { OpinionForm } from '../shared/opinion-form.tsx';
import { caseTitle, ListRow } from './list-row.tsx';

/** 待补写文书: the papers on which an officer is to write by hand what no font could print, the oldest first. */
export function IncompleteDocumentList() {
  return (
    <PagedList
      name="incomplete-documents"
      live
      load={(query) => send('department', 'listIncompleteDocuments', { query })}
      empty={<p>没有待补写的文书。含有系统无法打印的字的文书会列在这里，直到补写。</p>}
    >
      {(items) => (
        <ul class="list">
          {items.map((item) => (
            <ListRow
              key={`${item.applicationId}/${item.documentId}`}
              address={caseAddress(item.applicationId, null)}
              title={caseTitle(item)}
              action="补写"
            >
              <p>
                {item.title}：{missingText(item.missing)}
              </p>
              <p class="soft">
                <span class="number">受理编号 {item.number}</span> · 自 {instantText(item.openedAt)} 起
              </p>
            </ListRow>
          ))}
        </ul>
      )}
    </PagedList>
  );
}

interface CompletionsProps {
  readonly application: ApplicationView;
  /** True for an officer who may say that it is done. */
  readonly mayComplete: boolean;
  readonly onReload: () => void;
}

/** The papers of one case that lack characters, with where an officer says that they are written. */
export function Completions({ application: { id, version, documents }, mayComplete, onReload }: CompletionsProps) {
  const incomplete = documents.filter(({ missing }) => missing.length > 0);
  if (incomplete.length === 0) return null;
  return (
    <section class="panel">
      <h2>待补写文书</h2>
      {incomplete.map(({ id: documentId, title, missing }) => (
        <div key={documentId} role="group" aria-label={title}>
          <h3>{title}</h3>
          <p>无法打印的字在文书上印为“〓”：{missingText(missing)}。请打印后手写补全，再在此登记。</p>
          {mayComplete && (
            <OpinionForm
              name={`complete-${id}-${documentId}`}
              field={`note-${documentId}`}
              label="补写说明"
              hint="写明在何处补写了什么字，将记入办理进度，申请人可见。"
              confirm={`登记${title}已补写`}
              act={(reason, key) =>
                send('department', 'completeDocument', { params: { id }, body: { version, documentId, reason } }, key)
              }
              onDone={onReload}
              onReload={onReload}
            />
          )}
        </div>
      ))}
    </section>
  );
}
