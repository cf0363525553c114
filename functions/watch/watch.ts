import * as z from 'zod';
import { publicEndpoints } from '../../api/public.ts';
import { problemSchema } from '../../api/problems.ts';

/** What the watch reaches. */
export interface WatchPorts {
  /** Calls the API as a visitor of the site does, through the distribution. */
  readonly ask: (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<{ status: number; body: unknown }>;
  /** Writes what the stream must bring. */
  readonly pulse: (at: string) => Promise<void>;
}

/** What everybody must be able to do without signing in; each is asked and its answer held to the contract. */
const checks: Readonly<Record<string, (ask: WatchPorts['ask']) => Promise<boolean>>> = {
  configuration: async (ask) => {
    const { status, body } = await ask('GET', publicEndpoints.getConfiguration.path);
    return status === 200 && publicEndpoints.getConfiguration.response.safeParse(body).success;
  },
  publicity: async (ask) => {
    const { status, body } = await ask('GET', publicEndpoints.listPublicity.path);
    return status === 200 && publicEndpoints.listPublicity.response.safeParse(body).success;
  },
  // A number that nobody can have: what is checked is that the register answers, and it says so of one. Beyond its quota it answers too.
  verification: async (ask) => {
    const path = publicEndpoints.verifyCertificate.path.replace('{number}', encodeURIComponent('苏建2300000000000'));
    const { status, body } = await ask('POST', path, { code: '0000000000000000' });
    const code = problemSchema.safeParse(body).data?.code;
    return [404, 429].includes(status) && (code === 'not-found' || code === 'too-many-requests');
  },
};

const failureSchema = z.object({ message: z.string() });

/**
 * Does what a visitor does, and writes the pulse. Answers the names of the checks that failed, with what was answered where nothing was.
 *
 * @param now time of the pulse
 */
export async function watchService({ ask, pulse }: WatchPorts, now: Date): Promise<readonly string[]> {
  const failed = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      try {
        return (await check(ask)) ? [] : [name];
      } catch (error) {
        return [`${name}: ${failureSchema.safeParse(error).data?.message ?? 'no answer'}`];
      }
    }),
  );
  await pulse(now.toISOString());
  return failed.flat();
}
