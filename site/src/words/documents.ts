import type { ApplicationView } from '../../../api/application.ts';
import { instantText } from './dates.ts';

type DocumentView = ApplicationView['documents'][number];

/** A document with the words that tell it from others. */
type LabelledDocument = DocumentView & { readonly label: string };

/** The documents of a case, the newest first; one that has been replaced by a newer of its kind says of when it is. */
export function labelledDocuments(documents: readonly DocumentView[]): LabelledDocument[] {
  const newestFirst = [...documents].sort((left, right) => right.createdAt.localeCompare(left.createdAt));
  const seen = new Set<string>();
  return newestFirst.map((document) => {
    const replaced = seen.has(document.kind);
    seen.add(document.kind);
    return {
      ...document,
      label: replaced ? `${document.title}（${instantText(document.createdAt)} 版）` : document.title,
    };
  });
}
