import { create } from 'qrcode';

/** A QR code as one SVG path in modules; its viewBox is `size` × `size` and includes the quiet zone. */
export interface QrCode {
  readonly path: string;
  readonly size: number;
}

// ISO/IEC 18004: four modules of white around the code.
const quietZone = 4;

/** The QR code of a text, error correction level M (15 %), drawn row by row as runs of dark modules. */
export function qrCode(text: string): QrCode {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      const start = column;
      while (column < modules.size && modules.get(row, column) !== 0) column += 1;
      const run = column - start;
      if (run > 0) path += `M${start + quietZone} ${row + quietZone}h${run}v1h-${run}z`;
    }
  }
  return { path, size: modules.size + 2 * quietZone };
}
