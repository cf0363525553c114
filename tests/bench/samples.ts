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
