import sharp, { type Sharp } from 'sharp';
import { photoSize } from '../../domain/file-slots.ts';
import { damaged, type Inspection, sound, unsound } from './inspection.ts';
import { jpegIsWhole } from '../../domain/pictures/jpeg-data.ts';
import { pngIsWhole } from '../../domain/pictures/png-data.ts';

// 64 megapixels are more than A4 at 600 dpi (35) and than the full resolution of usual phones (50). Decoded they take 192 MB of
// the function's 1769; a file of a few kilobytes could otherwise unfold to gigabytes.
const largestPixels = 64_000_000;
// Portraits of 35 × 53 mm (1.51) and 25 × 35 mm (1.4) with room for careless cutting; anything else would lose the face.
const proportions = { least: 1.2, greatest: 1.8 } as const;
// The longer side of a scanned page: A4 at 250 dpi, readable and small.
const longestSide = 3000;

// Every picture is seen once: a cache would only hold memory.
sharp.cache(false);

/** Inspects a portrait and makes it the photo of 413 × 626 pixels, upright, in sRGB, without any metadata. */
export async function inspectPhoto(bytes: Uint8Array): Promise<Inspection> {
  return await inspect(bytes, checkPortrait, (picture) =>
    picture
      // From the top: the head is there, the rest of a portrait that is too long is chest.
      .resize(photoSize.width, photoSize.height, { fit: 'cover', position: 'top' })
      .jpeg({ quality: 92 }),
  );
}

/** Inspects the picture of a page and writes it anew, upright, without any metadata, its longer side 3000 pixels at most. */
export async function inspectScan(bytes: Uint8Array): Promise<Inspection> {
  return await inspect(
    bytes,
    () => undefined,
    (picture) =>
      picture.resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 85 }),
  );
}

interface Size {
  readonly width: number;
  readonly height: number;
}

async function inspect(
  bytes: Uint8Array,
  check: (upright: Size) => string | undefined,
  change: (picture: Sharp) => Sharp,
): Promise<Inspection> {
  // The header alone, so that the size is known before anything is unfolded.
  const header = await orDamaged(sharp(bytes, { limitInputPixels: false }).metadata());
  if (header === undefined) return damaged();
  const upright = header.autoOrient;
  if (upright.width * upright.height > largestPixels) {
    return unsound(`图片像素过大（${upright.width}×${upright.height}），请缩小到 6400 万像素以内后重新上传。`);
  }
  const problem = check(upright);
  if (problem !== undefined) return unsound(problem);
  if (!(await isWhole(bytes, header.format))) return damaged();
  // The decoder's warnings are no errors: phones make pictures that it warns of. Only what is missing is, and that was looked for.
  const picture = sharp(bytes, { failOn: 'none', limitInputPixels: largestPixels }).autoOrient();
  // Transparent parts would turn black in a JPEG. Plain output drops EXIF, with the place where it was taken, and everything else.
  const body = await orDamaged(change(picture.flatten({ background: '#ffffff' }).toColourspace('srgb')).toBuffer());
  return body === undefined ? damaged() : sound(body, 'image/jpeg');
}

async function isWhole(bytes: Uint8Array, format: string): Promise<boolean> {
  return format === 'png' ? await pngIsWhole(bytes) : jpegIsWhole(bytes);
}

function checkPortrait({ width, height }: Size): string | undefined {
  // A picture that lies on its side has another problem than its size: that of 800 × 400 is large enough when it stands.
  if (Math.min(width, height) < photoSize.minimumWidth || Math.max(width, height) < photoSize.minimumHeight) {
    return `照片太小（${width}×${height} 像素），请上传不小于 ${photoSize.minimumWidth}×${photoSize.minimumHeight} 像素的照片。`;
  }
  if (height < width) return '照片是横向的，请上传竖版的个人免冠证件照。';
  const proportion = height / width;
  if (proportion < proportions.least || proportion > proportions.greatest) {
    return `照片比例不正确（${width}×${height} 像素），请裁剪成证件照比例（宽高约 2∶3，如 413×626 像素）后重新上传。`;
  }
  return undefined;
}

// Whatever the decoder stumbles over is the file's fault: it is given nothing but the bytes.
async function orDamaged<Value>(decoding: Promise<Value>): Promise<Value | undefined> {
  return await decoding.catch(() => undefined);
}
