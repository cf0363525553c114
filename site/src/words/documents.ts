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

/** What a paper lacks, and where: “😀”（姓名）. */
export function missingText(missing: DocumentView['missing']): string {
  return missing.map(({ character, where }) => `“${character}”（${where}）`).join('、');
}

type FileView = ApplicationView['files'][number];

/** The usable files of a case: the newest of each slot, which counts, and those that it has replaced. Newest first, as the API lists them. */
export function filesBySlot(files: readonly FileView[]): {
  readonly present: readonly FileView[];
  readonly replaced: readonly FileView[];
} {
  const ready = files.filter(({ status }) => status === 'ready');
  const isNewest = (file: FileView) => ready.find(({ slot }) => slot === file.slot) === file;
  return { present: ready.filter(isNewest), replaced: ready.filter((file) => !isNewest(file)) };
}
