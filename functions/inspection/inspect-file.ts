import { createHash } from 'node:crypto';
import { type FileSlot, fileSlotRules, type FileType } from '../../domain/file-slots.ts';
import { fileTypeOfContent } from '../../domain/file-types.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { inspectPhoto, inspectScan } from './inspect-picture.ts';
import { type Inspection, unsound } from './inspection.ts';

/** What was declared of a file before its upload: size in bytes, SHA-256 in base64. */
export interface DeclaredFile {
  readonly slot: FileSlot;
  readonly size: number;
  readonly sha256: string;
}

const typeNames: Readonly<Record<FileType, string>> = {
  'image/jpeg': 'JPG 图片',
  'image/png': 'PNG 图片',
  'application/pdf': 'PDF 文件',
};

/** Inspects an uploaded file by its bytes alone: what it is, whether it is whole and harmless, and what of it is kept. */
export async function inspectFile(bytes: Uint8Array, declared: DeclaredFile): Promise<Inspection> {
  const rule = fileSlotRules[declared.slot];
  if (bytes.byteLength > rule.maxBytes) return tooLarge(declared.slot);
  const sha256 = createHash('sha256').update(bytes).digest('base64');
  if (bytes.byteLength !== declared.size || sha256 !== declared.sha256) {
    return unsound('上传的内容与所选文件不一致，请重新上传。');
  }
  // The content alone decides: what a file is called and declared to be, programs write as they like.
  const type = fileTypeOfContent(bytes);
  if (type === undefined || !rule.types.includes(type)) {
    const names = rule.types.map((name) => typeNames[name]).join('、');
    const found = type === undefined ? '' : `，而是${typeNames[type]}`;
    return unsound(`文件的实际内容不是${names}${found}，请重新选择文件。`);
  }
  switch (type) {
    case 'application/pdf':
      return await inspectPdf(bytes, rule.maxPages);
    case 'image/jpeg':
    case 'image/png':
      return declared.slot === 'photo' ? await inspectPhoto(bytes) : await inspectScan(bytes);
  }
}

/** The refusal of a file that is larger than its slot allows. */
export function tooLarge(slot: FileSlot): Inspection {
  const { name, maxBytes } = fileSlotRules[slot];
  return unsound(`${name}不能超过 ${maxBytes / (1024 * 1024)} MB，请压缩后重新上传。`);
}
