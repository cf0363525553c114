import { type FileSlot, fileSlotRules, type FileType, photoSize } from '../../../domain/file-slots.ts';
import { extensionsOf } from '../../../domain/file-types.ts';

const typeNames: Readonly<Record<FileType, string>> = {
  'image/jpeg': 'JPG',
  'image/png': 'PNG',
  'application/pdf': 'PDF',
};

/** Why a file cannot be uploaded to a slot, in words for the user; null when it can. `type` is what it is, null when nobody knows; `size` in bytes. */
export function fileRefusal(
  slot: FileSlot,
  { type, size }: { readonly type: FileType | null; readonly size: number },
): string | null {
  const rule = fileSlotRules[slot];
  if (size === 0) return '文件是空的，请重新选择。';
  if (type === null || !rule.types.includes(type)) {
    return `${rule.name}须为 ${rule.types.map((allowed) => typeNames[allowed]).join('、')} 文件，请重新选择。`;
  }
  if (size > rule.maxBytes) {
    return `文件为 ${sizeText(size)}，超过 ${sizeText(rule.maxBytes)}，请压缩后重新选择。`;
  }
  return null;
}

/** Why a picture cannot be the photo; null when it can. Sides in pixels. */
export function photoRefusal({ width, height }: { readonly width: number; readonly height: number }): string | null {
  const { minimumWidth, minimumHeight } = photoSize;
  if (Math.min(width, height) >= minimumWidth && Math.max(width, height) >= minimumHeight) {
    return width > height ? '照片是横向的，请选择竖版的个人免冠证件照。' : null;
  }
  return `照片为 ${width}×${height} 像素，小于 ${minimumWidth}×${minimumHeight} 像素，请换一张更清晰的照片。`;
}

/** Writes a size in bytes for people: 340 KB, 2.5 MB. */
export function sizeText(bytes: number): string {
  const kibibytes = bytes / 1024;
  if (kibibytes < 1000) return `${Math.max(1, Math.round(kibibytes))} KB`;
  return `${(kibibytes / 1024).toFixed(1).replace(/\.0$/, '')} MB`;
}

/** The value of an input's `accept` for a slot: with extensions, for choosers that know no types or other names for them. */
export function acceptOf(slot: FileSlot): string {
  return fileSlotRules[slot].types.flatMap((type) => [type, ...extensionsOf(type).map((name) => `.${name}`)]).join(',');
}

const firstDelayMilliseconds = 300;
const longestDelayMilliseconds = 3000;
const quickLooks = 5;

/** Milliseconds to wait before looking a further time whether a file has been inspected: quick at first, then ever slower. */
export function inspectionDelay(looks: number): number {
  const slower = Math.max(0, looks - quickLooks);
  return Math.min(longestDelayMilliseconds, Math.round(firstDelayMilliseconds * 1.5 ** slower));
}
