import type { HuffmanTable } from './jpeg-huffman.ts';

/** A colour of a picture: how many blocks of 8 × 8 it has in each unit, and in all. */
export interface JpegComponent {
  readonly id: number;
  readonly across: number;
  readonly down: number;
  /** Blocks that the picture itself needs, without the filling up of units. */
  readonly blocksAcross: number;
  readonly blocksDown: number;
}

/** The frame of a picture (ITU-T T.81 B.2.2). */
export interface JpegFrame {
  readonly progressive: boolean;
  readonly unitsAcross: number;
  readonly unitsDown: number;
  readonly components: readonly JpegComponent[];
}

/** One scan (ITU-T T.81 B.2.3) with its data between restart markers, byte stuffing taken out. */
export interface JpegScan {
  readonly components: readonly {
    readonly component: JpegComponent;
    readonly dc: HuffmanTable | undefined;
    readonly ac: HuffmanTable | undefined;
  }[];
  readonly from: number;
  readonly to: number;
  readonly refines: boolean;
  readonly shift: number;
  readonly restartInterval: number;
  readonly parts: readonly Uint8Array[];
}

/** What there is of a picture. `ended`: its end marker is there. */
export interface JpegPicture {
  readonly frame: JpegFrame;
  readonly scans: readonly JpegScan[];
  readonly ended: boolean;
}
