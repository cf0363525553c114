import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';
import { damaged, type Inspection, sound, unsound } from './inspection.ts';
import { structureIsModest } from './pdf-structure.ts';

const encrypted = '文件已加密或设置了密码，请取消加密后重新上传。';
const active = 'PDF 中含有脚本、附件或其他可执行内容，请用“打印为 PDF”重新生成后上传。';

/**
 * Inspects a PDF file: complete, not encrypted, nothing in it that acts (scripts, launches, attachments, media, XFA forms), one
 * to `maxPages` pages. Its bytes are kept as they are: signatures in it stay valid.
 */
export async function inspectPdf(bytes: Uint8Array, maxPages: number): Promise<Inspection> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  // ISO 32000-1 7.5.5: the last line is %%EOF; readers accept it within the last kilobyte. A truncated file has none there.
  if (!text.slice(-1024).includes('%%EOF')) return damaged();
  if (!structureIsModest(bytes, text)) return unreadable(text);
  try {
    const pdf = await PDFDocument.load(bytes, { throwOnInvalidObject: true, updateMetadata: false });
    if (isActive(pdf)) return unsound(active);
    const pages = pdf.getPages();
    if (pages.length === 0) return unsound('PDF 中没有页面，请重新生成后上传。');
    if (pages.length > maxPages) {
      return unsound(`PDF 共 ${pages.length} 页，超过 ${maxPages} 页的上限，请删减后重新上传。`);
    }
    const complete = pages.every(({ node }) => isThere(pdf, node.get(PDFName.Contents)));
    return complete ? sound(bytes, 'application/pdf') : damaged();
  } catch (error) {
    return error instanceof EncryptedPDFError ? unsound(encrypted) : unreadable(text);
  }
}

// The objects of an encrypted file may be unreadable before its encryption is noticed; the trailer that says so never is.
function unreadable(text: string): Inspection {
  return /\/Encrypt\b/.test(text) ? unsound(encrypted) : damaged();
}

function isThere(pdf: PDFDocument, contents: PDFObject | undefined): boolean {
  return !(contents instanceof PDFRef) || pdf.context.lookup(contents) !== undefined;
}

// Keys under which something acts or hides, wherever they stand.
const activeKeys = new Set(['JS', 'JavaScript', 'XFA', 'EmbeddedFiles', 'RichMediaContent', 'RichMediaSettings']);
// Kinds of actions, annotations and streams, as values of /S, /Subtype and /Type (ISO 32000-1 tables 45, 169, 198).
const activeKinds = new Set([
  ...['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'GoToE', 'GoTo3DView', 'Rendition', 'Movie', 'Sound'],
  ...['RichMedia', 'RichMediaExecute', 'Screen', '3D', 'FileAttachment', 'EmbeddedFile'],
]);
const kindKeys = new Set(['S', 'Subtype', 'Type']);

function isActive(pdf: PDFDocument): boolean {
  return pdf.context.enumerateIndirectObjects().some(([, object]) => acts(object));
}

// References are not followed: what they point to is in the list of indirect objects itself.
function acts(object: PDFObject): boolean {
  if (object instanceof PDFStream) return dictionaryActs(object.dict);
  if (object instanceof PDFDict) return dictionaryActs(object);
  return object instanceof PDFArray && object.asArray().some(acts);
}

function dictionaryActs(dictionary: PDFDict): boolean {
  const entries = dictionary.entries().map(([key, value]) => [plainName(key), value] as const);
  const keys = new Set(entries.map(([key]) => key));
  // /AA (actions on opening, printing …) belongs to a page, field, annotation or the catalogue; a font may bear any name.
  const owner = ['Type', 'Subtype', 'FT', 'Kids'].some((key) => keys.has(key));
  if (owner && keys.has('AA')) return true;
  if (keys.has('EF') && (keys.has('F') || keys.has('UF'))) return true;
  return entries.some(
    ([key, value]) =>
      activeKeys.has(key) ||
      (kindKeys.has(key) && value instanceof PDFName && activeKinds.has(plainName(value))) ||
      acts(value),
  );
}

// A name may be written with escapes: /J#61vaScript is /JavaScript (ISO 32000-1 7.3.5).
function plainName(name: PDFName): string {
  return decodeEscapes(name.asString().slice(1));
}

function decodeEscapes(name: string): string {
  return name.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
