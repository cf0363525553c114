import { damaged, type Inspection, sound, unsound } from './inspection.ts';
import { isActive } from './pdf-actions.ts';
import { pagesAreWhole } from './pdf-completeness.ts';
import { followedReading, sequentialReading } from './pdf-cross-reference.ts';
import { findObjects, type PdfObjects } from './pdf-objects.ts';
import { pagesOf } from './pdf-pages.ts';
import { entryOf, TooComplexError } from './pdf-syntax.ts';
import { pagesShown } from './reader-view.ts';

const encrypted = '文件已加密或设置了密码，请取消加密后重新上传。';
const active = 'PDF 中含有脚本、附件或其他可执行内容，请用“打印为 PDF”重新生成后上传。';
const complex = 'PDF 的内部结构过于复杂，无法检查，请用“打印为 PDF”重新生成后上传。';
const contradictory = 'PDF 的内部结构自相矛盾，不同软件看到的内容可能不同，请用“打印为 PDF”重新生成后上传。';

/**
 * Inspects a PDF file by what readers see: complete, not encrypted, nothing in it that acts (scripts, launches, links to files,
 * attachments, media, XFA forms), one to `maxPages` pages, and the same pages to every reader. Its bytes are kept as they are:
 * signatures in it stay valid.
 */
export async function inspectPdf(bytes: Uint8Array, maxPages: number): Promise<Inspection> {
  try {
    return await inspect(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), maxPages);
  } catch (error) {
    if (error instanceof TooComplexError) return unsound(complex);
    throw error;
  }
}

async function inspect(bytes: Buffer, maxPages: number): Promise<Inspection> {
  const objects = findObjects(bytes);
  if (objects.encrypted) return unsound(encrypted);
  if (!hasEnd(objects) || objects.hidden) return damaged();
  if (isActive(objects)) return unsound(active);
  const sequential = sequentialReading(objects);
  const followed = followedReading(objects) ?? sequential;
  const rebuilt = pagesOf(sequential);
  const direct = pagesOf(followed);
  const read = direct ?? rebuilt;
  // The order matters: the engine is given nothing that has not passed the bounds above.
  const shown = read === undefined ? undefined : await pagesShown(bytes);
  if (read === undefined || shown === undefined) return damaged();
  if (read.trace.join('\n') !== rebuilt?.trace.join('\n')) return unsound(contradictory);
  if (read.pages.length === 0) return unsound('PDF 中没有页面，请重新生成后上传。');
  if (shown !== read.pages.length) return unsound(contradictory);
  if (shown > maxPages) return unsound(`PDF 共 ${shown} 页，超过 ${maxPages} 页的上限，请删减后重新上传。`);
  const whole = await pagesAreWhole(direct === undefined ? sequential : followed, read.pages);
  return whole ? sound(bytes, 'application/pdf') : damaged();
}

// A file that was cut off lacks its last trailer (ISO 32000-1 7.5.5), or has objects behind that of an earlier version. What comes
// after the trailer may be missing, and anything may follow: readers look for what they need.
function hasEnd({ bytes, objects, trailers }: PdfObjects): boolean {
  const start = bytes.lastIndexOf('startxref');
  const known = start >= 0 && /^startxref\s*\d/.test(bytes.toString('latin1', start, start + 40));
  const trailer = trailers.findLast(({ value, whole }) => whole && entryOf(value, 'Root') !== undefined);
  const end = Math.max(known ? start : -1, bytes.lastIndexOf('%%EOF'), trailer?.offset ?? -1);
  return end >= 0 && objects.every(({ number, offset }) => number === undefined || offset <= end);
}
