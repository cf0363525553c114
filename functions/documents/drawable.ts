import type { CertificateContent, DocumentField, PrintedContent } from '../../domain/documents.ts';
import { type MissingCharacter, missingCharacterSign } from '../../domain/missing-characters.ts';
import { missingGlyphs } from './fonts.ts';

/** A content that can be printed, and what it lacks. */
export interface Drawable<Content> {
  readonly content: Content;
  /** Each character once for each part in which it stands. */
  readonly missing: readonly MissingCharacter[];
}

/** A form, letter or notice with the sign of a missing character wherever no font has what it says. */
export function drawableDocument<Content extends PrintedContent>(content: Content): Drawable<Content> {
  const { missing, printed, fieldsOf } = collector();
  const { title, number, sections, statements, signatures, issuer } = content;
  return {
    content: {
      ...content,
      title: printed('标题', title),
      number: number === null ? null : printed('受理编号', number),
      sections: sections.map(({ heading, fields }) => ({
        heading: printed('标题', heading),
        fields: fieldsOf(fields),
      })),
      statements: statements.map((text) => printed('正文', text)),
      signatures: signatures.map(({ party, lines }) => ({
        party: printed('落款', party),
        lines: lines.map((line) => printed('落款', line)),
      })),
      issuer: issuer === null ? null : printed('落款', issuer),
    },
    missing,
  };
}

/** A certificate with the sign of a missing character wherever no font has what it says. */
export function drawableCertificate(content: CertificateContent): Drawable<CertificateContent> {
  const { missing, printed, fieldsOf } = collector();
  const { title, fields, issuer, note, holder } = content;
  return {
    content: {
      ...content,
      title: printed('标题', title),
      fields: fieldsOf(fields),
      issuer: printed('落款', issuer),
      note: note === null ? null : printed('备注', note),
      holder: printed('姓名', holder),
    },
    missing,
  };
}

function collector() {
  const missing: MissingCharacter[] = [];
  function printed(where: string, text: string): string {
    const lacking = missingGlyphs(text);
    for (const character of lacking) {
      if (!missing.some((known) => known.character === character && known.where === where)) {
        missing.push({ character, where });
      }
    }
    return Array.from(text, (character) => (lacking.includes(character) ? missingCharacterSign : character)).join('');
  }
  const fieldsOf = (fields: readonly DocumentField[]): DocumentField[] =>
    fields.map((field) => ({
      ...field,
      label: printed('标题', field.label),
      value: printed(field.label, field.value),
    }));
  return { missing, printed, fieldsOf };
}
