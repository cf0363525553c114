import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import * as z from 'zod';
import { S3Error } from '../errors.ts';
import { createCrc32c, createCrc64Nvme, type RunningChecksum } from './crc.ts';

/** Checksum algorithms an object may be kept with (S3 User Guide, "Checking object integrity"). */
export const checksumAlgorithmSchema = z.enum(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256']);

/** Name of an algorithm as the API writes it. */
export type ChecksumAlgorithm = z.infer<typeof checksumAlgorithmSchema>;

/** Checksum of a whole object. */
export const checksumSchema = z.strictObject({
  algorithm: checksumAlgorithmSchema,
  /** Base64. */
  value: z.string(),
  type: z.literal('FULL_OBJECT'),
});

/** A checksum as it is kept. */
export type Checksum = z.infer<typeof checksumSchema>;

/** Algorithm that S3 applies when the client names none. */
export const defaultAlgorithm: ChecksumAlgorithm = 'CRC64NVME';

/** Bytes of each algorithm's value. */
const lengths = { CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 } as const satisfies Record<
  ChecksumAlgorithm,
  number
>;

function createCrc32(): RunningChecksum {
  let value = 0;
  return {
    update(chunk) {
      value = crc32(chunk, value);
    },
    digest() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}

/** Begins a checksum. */
export function createChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case 'CRC32':
      return createCrc32();
    case 'CRC32C':
      return createCrc32c();
    case 'CRC64NVME':
      return createCrc64Nvme();
    case 'SHA1':
      return createHash('sha1');
    case 'SHA256':
      return createHash('sha256');
  }
}

/** Header (or trailer) that carries a value of the algorithm. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** Reads an algorithm's name in any case. Throws InvalidRequest. */
export function parseAlgorithm(name: string): ChecksumAlgorithm {
  const parsed = checksumAlgorithmSchema.safeParse(name.toUpperCase());
  if (!parsed.success) throw new S3Error('InvalidRequest', { message: 'Checksum algorithm provided is unsupported.' });
  return parsed.data;
}

/** Algorithm whose header or trailer has that name, if any. */
export function algorithmOfHeader(name: string): ChecksumAlgorithm | undefined {
  return checksumAlgorithmSchema.options.find((algorithm) => checksumHeader(algorithm) === name.toLowerCase());
}

/** Refuses text that is not the base64 of a value of the algorithm. */
export function checkEncoding(algorithm: ChecksumAlgorithm, value: string): void {
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length !== lengths[algorithm] || bytes.toString('base64') !== value)
    throw new S3Error('InvalidRequest', { message: `Value for ${checksumHeader(algorithm)} header is invalid.` });
}

/** The one checksum value among the headers. Throws InvalidRequest when malformed or when there are several. */
export function declaredChecksum(
  amz: ReadonlyMap<string, string>,
): { readonly algorithm: ChecksumAlgorithm; readonly value: string } | undefined {
  const [declared, ...others] = checksumAlgorithmSchema.options.flatMap((algorithm) => {
    const value = amz.get(checksumHeader(algorithm));
    return value === undefined ? [] : [{ algorithm, value }];
  });
  if (others.length > 0)
    throw new S3Error('InvalidRequest', {
      message: 'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    });
  if (declared) checkEncoding(declared.algorithm, declared.value);
  return declared;
}

/** The refusal of a body whose checksum is another than the client said. */
export function checksumMismatch(algorithm: ChecksumAlgorithm): S3Error {
  return new S3Error('BadDigest', { message: `The ${algorithm} you specified did not match the calculated checksum.` });
}
