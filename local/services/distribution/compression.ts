import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Encodings that CloudFront makes itself. */
export type Encoding = 'br' | 'gzip';

// CloudFront developer guide, "Serve compressed files": only these types, from 1000 to 10 000 000 bytes.
const compressibleTypes = new Set([
  'application/javascript',
  'application/json',
  'application/manifest+json',
  'application/wasm',
  'application/xml',
  'font/otf',
  'font/ttf',
  'image/svg+xml',
  'image/vnd.microsoft.icon',
  'text/css',
  'text/csv',
  'text/html',
  'text/javascript',
  'text/plain',
  'text/xml',
]);
const smallest = 1000;
const largest = 10_000_000;

/** The encoding to answer with, brotli first as CloudFront does, or undefined for none. */
export function chooseEncoding(
  acceptEncoding: string | undefined,
  contentType: string,
  bytes: number,
): Encoding | undefined {
  if (bytes < smallest || bytes > largest) return undefined;
  if (!compressibleTypes.has(contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '')) return undefined;
  const accepted = (acceptEncoding ?? '').split(',').map((item) => {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    return { name, refused: parameters.some((parameter) => /^q=0(?:\.0*)?$/u.test(parameter)) };
  });
  const order = ['br', 'gzip'] as const;
  return order.find((encoding) => accepted.some(({ name, refused }) => name === encoding && !refused));
}

/** Compresses a body. Brotli level 5 takes a few milliseconds for a page and is within some percent of the best. */
export function compress(body: Buffer, encoding: Encoding): Buffer {
  return encoding === 'gzip'
    ? gzipSync(body)
    : brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}
