import { type FileSlot, fileSlotRules, type FileType, fileTypes, photoSize } from '../../../domain/catalogue.ts';

const extensions: Readonly<Record<string, FileType>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
};

/** The type of a chosen file: as the browser says, or by its extension when the browser does not know; null for any other type. */
export function fileTypeOf(file: { readonly name: string; readonly type: string }): FileType | null {
  const known = fileTypes.find((type) => type === file.type);
  if (known !== undefined || file.type !== '') return known ?? null;
  return extensions[file.name.split('.').pop()?.toLowerCase() ?? ''] ?? null;
}

const typeNames: Readonly<Record<FileType, string>> = {
  'image/jpeg': 'JPG',
  'image/png': 'PNG',
  'application/pdf': 'PDF',
};

/** Why a file cannot be uploaded to a slot, in words for the user; null when it can. `size` in bytes. */
export function fileRefusal(
  slot: FileSlot,
  file: { readonly name: string; readonly type: string; readonly size: number },
): string | null {
  const rule = fileSlotRules[slot];
  const type = fileTypeOf(file);
  if (type === null || !rule.types.includes(type)) {
    return `${rule.name}须为 ${rule.types.map((allowed) => typeNames[allowed]).join('、')} 文件，请重新选择。`;
  }
  if (file.size === 0) return '文件是空的，请重新选择。';
  if (file.size > rule.maxBytes) {
    return `文件为 ${sizeText(file.size)}，超过 ${sizeText(rule.maxBytes)}，请压缩后重新选择。`;
  }
  return null;
}

/** Why a picture cannot be the photo; null when it can. Sides in pixels. */
export function photoRefusal(picture: { readonly width: number; readonly height: number }): string | null {
  const { minimumWidth, minimumHeight } = photoSize;
  if (picture.width >= minimumWidth && picture.height >= minimumHeight) {
    return picture.height < picture.width ? '照片是横向的，请上传竖版的个人免冠证件照。' : null;
  }
  return `照片为 ${picture.width}×${picture.height} 像素，小于 ${minimumWidth}×${minimumHeight} 像素，请换一张更清晰的照片。`;
}

/** Writes a size in bytes for people: 340 KB, 2.5 MB. */
export function sizeText(bytes: number): string {
  const kibibytes = bytes / 1024;
  if (kibibytes < 1000) return `${Math.max(1, Math.round(kibibytes))} KB`;
  return `${(kibibytes / 1024).toFixed(1).replace(/\.0$/, '')} MB`;
}

/** The value of an input's `accept` for a slot. */
export function acceptOf(slot: FileSlot): string {
  return fileSlotRules[slot].types.join(',');
}

const firstDelayMilliseconds = 300;
const longestDelayMilliseconds = 3000;
const quickLooks = 5;

/** Milliseconds to wait before looking a further time whether a file has been inspected: quick at first, then ever slower. */
export function inspectionDelay(looks: number): number {
  const slower = Math.max(0, looks - quickLooks);
  return Math.min(longestDelayMilliseconds, Math.round(firstDelayMilliseconds * 1.5 ** slower));
}
