import { expect } from 'vitest';

/** Fetches a presigned download and returns its bytes with the headers that a browser goes by. */
export async function download(url: string): Promise<{ bytes: Buffer; type: string; disposition: string }> {
  const response = await fetch(url);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.status, bytes.subarray(0, 300).toString('utf8')).toBe(200);
  return {
    bytes,
    type: response.headers.get('content-type') ?? '',
    disposition: decodeURIComponent(response.headers.get('content-disposition') ?? ''),
  };
}

/** Fetches a presigned download that must be a PDF, and returns its bytes. */
export async function downloadPdf(url: string): Promise<Buffer> {
  const { bytes, type } = await download(url);
  expect(type).toBe('application/pdf');
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  return bytes;
}
