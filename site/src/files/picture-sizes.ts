import { bytesPerPage } from './picture-pdf.ts';

/** How small a picture of a page is made: its longer side in pixels, and the quality of the JPEG. */
export interface PictureSize {
  readonly longerSide: number;
  readonly quality: number;
}

/** As pictures are kept when they are added: A4 at 200 dpi. */
export const keptSize: PictureSize = { longerSide: 2339, quality: 0.82 };

/** What pictures are made when all of them are too large together, the best first; the last is A4 at 120 dpi, on which small print can still be read. */
export const smallerSizes: readonly PictureSize[] = [
  { longerSide: 2000, quality: 0.75 },
  { longerSide: 1754, quality: 0.7 },
  { longerSide: 1403, quality: 0.6 },
];

/** Sides of a picture in pixels. */
export interface Sides {
  readonly width: number;
  readonly height: number;
}

/** The sides of a picture whose longer one is at most so long; nothing is enlarged. */
export function sidesWithin({ width, height }: Sides, longerSide: number): Sides {
  const scale = Math.min(1, longerSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * Which pictures are to be made smaller so that the file of all of them fits in `maxBytes`: those above their even share, by place in the
 * list; none when they fit. `sizes` in bytes.
 */
export function picturesAboveShare(sizes: readonly number[], maxBytes: number): readonly number[] {
  const room = maxBytes - bytesPerPage * (sizes.length + 1);
  const sum = sizes.reduce((total, size) => total + size, 0);
  if (sum <= room) return [];
  return sizes.flatMap((size, index) => (size > room / sizes.length ? [index] : []));
}
