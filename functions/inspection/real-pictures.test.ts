import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import sharp, { type JpegOptions } from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspectFile } from './inspect-file.ts';

async function verdict(bytes: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('base64');
  const inspection = await inspectFile(bytes, { slot: 'photo', size: bytes.length, sha256 });
  return inspection.ok ? 'ready' : inspection.message;
}

const damaged = expect.stringContaining('已损坏或不完整') as string;

/** An invented portrait, flat as a drawing is, with something in its last rows. */
const portrait = await sharp(
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="600" height="840"><rect width="600" height="840" fill="#8ac"/>
    <circle cx="300" cy="350" r="130" fill="#e0b090"/><rect y="740" width="120" height="100" fill="#2020e0"/></svg>`),
)
  .flatten()
  .png()
  .toBuffer();
const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
const photograph = await sharp({ create: { width: 600, height: 840, channels: 3, background: '#888', noise } })
  .png()
  .toBuffer();

const makes: readonly [string, JpegOptions][] = [
  ['usual', {}],
  ['progressive', { progressive: true }],
  ['of optimised scans', { mozjpeg: true }],
  ['of full colour', { chromaSubsampling: '4:4:4' }],
  ['of the standard tables', { optimiseCoding: false }],
];

function zeroed(bytes: Buffer, share: number, kept = 0): Buffer {
  const at = Math.floor(bytes.length * share);
  return Buffer.concat([
    bytes.subarray(0, at),
    Buffer.alloc(bytes.length - at - kept),
    bytes.subarray(bytes.length - kept),
  ]);
}

describe.each(makes)('a JPEG, %s,', (_, options) => {
  const jpeg = (picture: Buffer) => sharp(picture).jpeg(options).toBuffer();

  it('whose pixels are all there is ready, whatever follows them', async () => {
    for (const picture of [portrait, photograph]) {
      const bytes = await jpeg(picture);
      expect(await verdict(bytes)).toBe('ready');
      expect(await verdict(bytes.subarray(0, -2))).toBe('ready');
      expect(await verdict(Buffer.concat([bytes, Buffer.alloc(5000)]))).toBe('ready');
      expect(await verdict(Buffer.concat([bytes.subarray(0, -2), Buffer.alloc(5000)]))).toBe('ready');
    }
  });

  it.each([0.5, 0.6, 0.8])(
    'cut off after %f of its bytes, or filled with zeros from there, is refused',
    async (share) => {
      for (const picture of [portrait, photograph]) {
        const bytes = await jpeg(picture);
        expect(await verdict(bytes.subarray(0, bytes.length * share))).toEqual(damaged);
        expect(await verdict(zeroed(bytes, share))).toEqual(damaged);
        expect(await verdict(zeroed(bytes, share, 2))).toEqual(damaged);
      }
    },
  );

  it('with a hole of zeros is refused', async () => {
    const bytes = await jpeg(photograph);
    const middle = Math.floor(bytes.length / 2);
    bytes.fill(0, middle, middle + 4096);
    expect(await verdict(bytes)).toEqual(damaged);
  });

  it.each(['#000000', '#808080', '#ffffff'])('that is %s all over is ready', async (background) => {
    const flat = await sharp({ create: { width: 600, height: 840, channels: 3, background } })
      .png()
      .toBuffer();
    expect(await verdict(await jpeg(flat))).toBe('ready');
  });
});

describe('a JPEG as phones write it', () => {
  it.each([
    ['the end of its spectrum as 0', 1, 0],
    ['a beginning of its spectrum', 0, 3],
    ['an approximation', 2, 0x11],
  ])('with %s in the header of its scan is ready', async (_, place, value) => {
    const bytes = await sharp(portrait).jpeg().toBuffer();
    const scan = bytes.indexOf(Buffer.from([0xff, 0xda]));
    bytes[scan + 5 + 2 * (bytes[scan + 4] ?? 0) + place] = value;
    expect(await verdict(bytes)).toBe('ready');
  });

  it('with bytes of its maker between its data and its end is ready', async () => {
    const bytes = await sharp(portrait).jpeg().toBuffer();
    expect(
      await verdict(Buffer.concat([bytes.subarray(0, -2), Buffer.from('SEFH'.repeat(10)), bytes.subarray(-2)])),
    ).toBe('ready');
  });
});

describe('a PNG', () => {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };

  it('with the chunks of an animation of one frame is ready', async () => {
    const control = Buffer.alloc(8);
    control.writeUInt32BE(1);
    const frame = Buffer.alloc(26);
    frame.writeUInt32BE(600, 4);
    frame.writeUInt32BE(840, 8);
    const at = portrait.indexOf('IDAT') - 4;
    const parts = [portrait.subarray(0, at), chunk('acTL', control), chunk('fcTL', frame), portrait.subarray(at)];
    expect(await verdict(Buffer.concat(parts))).toBe('ready');
  });

  it('without its last chunk, or with something behind it, is ready', async () => {
    expect(await verdict(portrait.subarray(0, -12))).toBe('ready');
    expect(await verdict(Buffer.concat([portrait, Buffer.alloc(3000)]))).toBe('ready');
  });

  it.each([{}, { progressive: true }, { palette: true }, { compressionLevel: 0 }])(
    '%j cut off or filled with zeros is refused',
    async (options) => {
      for (const picture of [portrait, photograph]) {
        const bytes = await sharp(picture).png(options).toBuffer();
        expect(await verdict(bytes)).toBe('ready');
        expect(await verdict(bytes.subarray(0, bytes.length * 0.6))).toEqual(damaged);
        expect(await verdict(zeroed(bytes, 0.6))).toEqual(damaged);
      }
    },
  );
});
