/**
 * Pauses before the same request is sent again, in milliseconds; each is drawn between its half and its whole, so that it is no shorter than the one before. Together at most 4 s, on top of the second
 * that the API itself spends: longer, people click again. Six tries, so that of a hundred calls of an application hardly one fails even while a fifth of all do: 0.2⁶ is 0.006 %.
 */
const pauses = [125, 250, 500, 1000, 2000] as const;

/** What the servers between browser and function answer when they, or the function, could not: nothing that was asked for speaks against it. */
const passing: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/**
 * Sends a request and, while the answer is that of a server in trouble or the network fails, sends it again: nobody need click twice because a function was
 * ended in the middle. Only for what may be repeated: reading, and commands with an idempotency key, which are carried out once. Answers the last
 * response; rejects like `fetch` when the network fails to the end.
 *
 * @param send makes the request anew each time, since a body is read once
 */
export async function sendPatiently(
  send: () => Promise<Response>,
  pause: (milliseconds: number) => Promise<void> = later,
): Promise<Response> {
  for (const longest of pauses) {
    const answer = await send().catch(() => undefined);
    if (answer !== undefined && !passing.has(answer.status)) return answer;
    await pause(longest * (0.5 + Math.random() / 2));
  }
  return await send();
}

/** What S3 answers to a conditional write of what is there already, and to one that meets another of the same name. */
const isThereAlready = 412;
const writtenMeanwhile = 409;

/**
 * Puts a file to the address of its ticket, and again while the store is in trouble or the network fails. An address takes one file, and once: when it says
 * that there is one, an earlier try has arrived whose answer was lost. Answers the last status, 200 when the file is there; rejects like `fetch`.
 */
export async function putPatiently(
  put: () => Promise<number>,
  pause: (milliseconds: number) => Promise<void> = later,
): Promise<number> {
  const { status } = await sendPatiently(async () => {
    const answered = await put();
    return new Response(null, { status: answered === writtenMeanwhile ? 503 : answered });
  }, pause);
  return status === isThereAlready ? 200 : status;
}

async function later(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
