/** Leading zero bits that the digest of a proof has: some 16,000 digests are tried for one, about a second of a phone's time. */
export const proofBits = 14;

const hour = 3_600_000;
/** Digests that are asked for at once: each is a call of its own into the browser's cryptography. */
const atOnce = 256;

/**
 * Work that whoever asks more than usual does for one question: a number with which the digest of question and hour begins with `proofBits` zero
 * bits. It needs no third party and no state: it is worth nothing for another question, and nothing an hour later.
 */
export async function findProof(question: string, now: Date): Promise<string> {
  const started = hourOf(now);
  for (let first = 0; ; first += atOnce) {
    const numbers = Array.from({ length: atOnce }, (_, index) => String(first + index));
    const right = await Promise.all(numbers.map((number) => isRight(question, started, number)));
    const found = numbers[right.indexOf(true)];
    if (found !== undefined) return found;
  }
}

/** True for a proof of this question that was worked out in this hour or the one before. */
export async function isProof(question: string, proof: string, now: Date): Promise<boolean> {
  const present = hourOf(now);
  return (await isRight(question, present, proof)) || (await isRight(question, present - 1, proof));
}

function hourOf(now: Date): number {
  return Math.floor(now.getTime() / hour);
}

async function isRight(question: string, at: number, number: string): Promise<boolean> {
  const text = new TextEncoder().encode(JSON.stringify([question, at, number]));
  const digest = new DataView(await crypto.subtle.digest('SHA-256', text));
  return digest.getUint32(0) >>> (32 - proofBits) === 0;
}
