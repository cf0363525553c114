import { jpegIsWhole } from '../../../domain/pictures/jpeg-data.ts';
import { pngIsWhole } from '../../../domain/pictures/png-data.ts';
import { fileTypeOfContent } from '../../../domain/file-types.ts';
import { type FileSlot, fileSlotRules } from '../../../domain/file-slots.ts';
import type { Turn } from './page-order.ts';
import { pdfOfPictures } from './picture-pdf.ts';
import {
  keptSize,
  picturesAboveShare,
  type PictureSize,
  type Sides,
  sidesWithin,
  smallerSizes,
} from './picture-sizes.ts';

/** One photographed page, made small enough to keep sixty of them on a phone. */
export interface PageImage extends Sides {
  readonly jpeg: Blob;
  /** The address of a small copy, until it is given back. */
  readonly thumbnail: string;
}

/** A picture made ready to be a page, or why it cannot be one, for the user. */
export type ReadPicture =
  { readonly ok: true; readonly image: PageImage } | { readonly ok: false; readonly message: string };

const mebibyte = 1024 * 1024;
// Photos of the largest phone cameras have some 30 MB; each is held in memory while it is read.
const largestFile = 40 * mebibyte;
// As the inspection of single pictures has it; decoded they take four bytes each.
const largestPixels = 64_000_000;
const thumbnailSize: PictureSize = { longerSide: 240, quality: 0.7 };

/**
 * Reads a picture as a page: upright as its EXIF data say, at a readable resolution. What the inspection refuses of single pictures is refused
 * here, by the same judgement: once a picture is drawn anew nobody can tell any more that a part of it was missing.
 */
export async function readPicture(file: File): Promise<ReadPicture> {
  if (file.size === 0) return refused('是空文件，请重新拍摄或者重新选择。');
  if (file.size > largestFile) return refused('超过 40 MB，请压缩后重新选择。');
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => undefined,
  );
  if (bytes === undefined) return refused('无法读取，可能已被移动或删除，请重新选择。');
  const type = fileTypeOfContent(bytes.subarray(0, 2048));
  if (type === 'application/pdf') return refused('是 PDF 文件，不能与照片合成，请用“选择文件”单独上传。');
  if (type === undefined) return refused('不是 JPG 或 PNG 图片（HEIC 等格式请先转换为 JPG），请重新选择。');
  const damaged = '已损坏或不完整，请重新拍摄或者换一张。';
  if (!(type === 'image/png' ? await pngIsWhole(bytes) : jpegIsWhole(bytes))) return refused(damaged);
  // Named by its content: a PNG picture called JPG is none for some decoders.
  const picture = await decoded(new Blob([bytes], { type }));
  if (picture === undefined) return refused(damaged);
  const { naturalWidth: width, naturalHeight: height } = picture;
  if (width * height > largestPixels) return refused(`像素过大（${width}×${height}），请缩小后重新选择。`);
  const kept = await drawn(picture, keptSize);
  const small = await drawn(picture, thumbnailSize);
  if (kept === undefined || small === undefined) return refused('无法处理，请关闭其他应用后重新添加。');
  return { ok: true, image: { ...kept, thumbnail: URL.createObjectURL(small.jpeg) } };
}

function refused(message: string): ReadPicture {
  return { ok: false, message };
}

/** Pages joined into one file, or why that is not possible. `onPage`: how many of how many have been made ready. */
export async function joinPages(
  slot: FileSlot,
  pages: readonly { readonly image: PageImage; readonly turn: Turn }[],
  onPage: (done: number) => void,
): Promise<File | null> {
  const { name, maxBytes } = fileSlotRules[slot];
  const images: (Sides & { readonly jpeg: Blob })[] = pages.map(({ image }) => image);
  for (const size of smallerSizes) {
    const above = picturesAboveShare(
      images.map(({ jpeg }) => jpeg.size),
      maxBytes,
    );
    for (const [done, index] of above.entries()) {
      onPage(done);
      const picture = await decoded(pages[index]?.image.jpeg ?? new Blob());
      const smaller = picture === undefined ? undefined : await drawn(picture, size);
      if (smaller !== undefined) images[index] = smaller;
    }
  }
  const file = pdfOfPictures(pages.map(({ image, turn }, index) => ({ ...(images[index] ?? image), turn })));
  if (file.size > maxBytes) return null;
  return new File([file], `${name}（照片${pages.length}页）.pdf`, { type: file.type });
}

// An image element turns a picture as its EXIF data say, in every browser of the last years; a bitmap does in some.
async function decoded(picture: Blob): Promise<HTMLImageElement | undefined> {
  const address = URL.createObjectURL(picture);
  const image = new Image();
  image.src = address;
  try {
    await image.decode();
    return image;
  } catch {
    return undefined;
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function drawn(
  image: HTMLImageElement,
  { longerSide, quality }: PictureSize,
): Promise<(Sides & { readonly jpeg: Blob }) | undefined> {
  const canvas = document.createElement('canvas');
  const sides = sidesWithin({ width: image.naturalWidth, height: image.naturalHeight }, longerSide);
  canvas.width = sides.width;
  canvas.height = sides.height;
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  // Transparent parts would turn black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, sides.width, sides.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, sides.width, sides.height);
  const jpeg = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  // Phones allow all canvases together little memory, and take it back late.
  canvas.width = 0;
  canvas.height = 0;
  return jpeg === null ? undefined : { ...sides, jpeg };
}
