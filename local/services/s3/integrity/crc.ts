/** A running checksum: takes chunks, gives the value once at the end, big-endian as S3 encodes it. */
export interface RunningChecksum {
  update(chunk: Uint8Array): unknown;
  digest(): Buffer;
}

/** Castagnoli polynomial, reflected (RFC 3720). */
const crc32cPolynomial = 0x82f63b78;
/** NVMe polynomial, reflected (NVM Command Set Specification, 64b CRC). */
const crc64nvmePolynomial = 0x9a6c9329ac4bc9b5n;

function crc32cTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ crc32cPolynomial : value >>> 1;
    return value;
  });
}

/** High and low halves: 32-bit integers are many times quicker than BigInt. */
function crc64Tables(): { high: Uint32Array; low: Uint32Array } {
  const high = new Uint32Array(256);
  const low = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    let value = BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) value = value & 1n ? (value >> 1n) ^ crc64nvmePolynomial : value >> 1n;
    high[byte] = Number(value >> 32n);
    low[byte] = Number(value & 0xffffffffn);
  }
  return { high, low };
}

const crc32c = crc32cTable();
const crc64 = crc64Tables();

/** CRC-32C (Castagnoli), 4 bytes. */
export function createCrc32c(): RunningChecksum {
  let value = 0xffffffff;
  return {
    update(chunk) {
      for (const byte of chunk) value = (crc32c[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
    },
    digest() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(~value >>> 0);
      return bytes;
    },
  };
}

/** CRC-64/NVME, 8 bytes. */
export function createCrc64Nvme(): RunningChecksum {
  let high = 0xffffffff;
  let low = 0xffffffff;
  return {
    update(chunk) {
      for (const byte of chunk) {
        const index = (low ^ byte) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ (crc64.low[index] ?? 0);
        high = (high >>> 8) ^ (crc64.high[index] ?? 0);
      }
    },
    digest() {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32BE(~high >>> 0, 0);
      bytes.writeUInt32BE(~low >>> 0, 4);
      return bytes;
    },
  };
}
