/** Runs something and returns how many milliseconds it took. */
export async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

/** Runs something a number of times, one after the other, after some runs that do not count. Returns the milliseconds of each. */
export async function sampled(
  run: (index: number) => Promise<unknown>,
  { count, warmUp = 3 }: { readonly count: number; readonly warmUp?: number },
): Promise<number[]> {
  for (let index = 0; index < warmUp; index += 1) await run(index);
  const samples: number[] = [];
  for (let index = 0; index < count; index += 1) samples.push(await timed(() => run(warmUp + index)));
  return samples;
}

/** Samples something and its baseline in turns, so that a busy moment of the machine falls on both. */
export async function sampledSideBySide(
  run: () => Promise<unknown>,
  baseline: () => Promise<unknown>,
  count: number,
): Promise<{ samples: number[]; baseline: number[] }> {
  const taken = { samples: [] as number[], baseline: [] as number[] };
  for (let index = 0; index < count; index += 1) {
    const warmUp = index === 0 ? 3 : 0;
    taken.samples.push(...(await sampled(run, { count: 1, warmUp })));
    taken.baseline.push(...(await sampled(baseline, { count: 1, warmUp })));
  }
  return taken;
}
