import { readdir, readFile } from 'node:fs/promises';

const everyMilliseconds = 250;

/** Watches the memory of a process and everything it started. */
export interface MemoryWatch {
  /** The greatest sum so far, in bytes. */
  readonly peak: () => number;
  readonly stop: () => void;
}

/** Looks at the memory of a process tree four times a second. Works where there is a `/proc` (Linux). */
export function watchMemory(pid: number): MemoryWatch {
  let peak = 0;
  const timer = setInterval(() => {
    void memoryOf(pid).then((bytes) => {
      peak = Math.max(peak, bytes);
    });
  }, everyMilliseconds);
  return { peak: () => peak, stop: () => clearInterval(timer) };
}

/** The resident memory of a process and all its descendants, in bytes; pages that two of them share count twice. */
export async function memoryOf(pid: number): Promise<number> {
  const parents = new Map<number, number>();
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const parent = /^PPid:\s+(\d+)$/m.exec(await statusOf(name))?.[1];
      if (parent !== undefined) parents.set(Number(name), Number(parent));
    }),
  );
  const tree = [...parents.keys()].filter((process) => isWithin(process, pid, parents));
  const sizes = await Promise.all(
    tree.map(async (process) => Number(/^VmRSS:\s+(\d+) kB$/m.exec(await statusOf(String(process)))?.[1] ?? 0)),
  );
  return sizes.reduce((sum, size) => sum + size * 1024, 0);
}

function isWithin(process: number, root: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at: number | undefined = process; at !== undefined && at !== 0; at = parents.get(at)) {
    if (at === root) return true;
  }
  return false;
}

// A process may end between the listing and the look.
async function statusOf(name: string): Promise<string> {
  return await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
}
