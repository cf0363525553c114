import { type ApplicationContent, applicationFields, labelOf, shownText } from './application-fields.ts';
import type { MatterRow } from './catalogue.ts';

/** One field that is not what it was, in words for everybody who takes part. Null: nothing was, or is, there. */
export interface FieldChange {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Longest text kept of one side of a change, in characters: as long as the longest file name, so forty fields stay far below an item's 400 KB. */
export const mostCharacters = 200;

/**
 * What differs between two contents of an application, field by field in the order of the forms. Identity numbers are masked and
 * files are named. A change that does not show (a file of the same name, the masked part of a number) is said in words.
 */
export function applicationChanges(
  row: MatterRow,
  before: ApplicationContent,
  after: ApplicationContent,
): FieldChange[] {
  return applicationFields.flatMap((field) => {
    if (filled(field.identity(before)) === filled(field.identity(after))) return [];
    const [was, is] = [cut(shownText(field, before)), cut(shownText(field, after))];
    const label = labelOf(field.code, row.supplement);
    return [{ label, before: was, after: was === is && is !== null ? marked(is, field.code) : is }];
  });
}

function filled(value: string | null): string | null {
  return value === '' ? null : value;
}

function cut(text: string | null): string | null {
  if (text === null) return null;
  const characters = Array.from(text);
  return characters.length <= mostCharacters ? text : `${characters.slice(0, mostCharacters - 1).join('')}…`;
}

function marked(text: string, code: string): string {
  return code.startsWith('files.') ? `${text}（已重新上传）` : `${text}（未显示的部分有变化）`;
}
