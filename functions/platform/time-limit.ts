import * as z from 'zod';

/**
 * What every client of an AWS service is made with. By themselves clients wait for an answer until the function's time is over, and a request that got lost on
 * the way takes everything else of the invocation with it ("Tune the AWS SDK": the default is no time limit). The limits of the first tries are shorter:
 * `withTimeLimits`.
 */
export const impatient = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 2000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};

const attempted = z.object({ headers: z.looseObject({ 'amz-sdk-request': z.string() }) });

/** Enough of a client of the AWS SDK. */
interface Client {
  readonly config: { readonly requestHandler: { readonly handle: Handle } };
}
type Handle = (request: never, options?: { readonly requestTimeout?: number }) => Promise<unknown>;

/**
 * Gives each try of a request twice the time of the one before it: what is answered at all is mostly answered at once, so a first try may be given up early,
 * and a service that is slow today is waited for nevertheless. Changes the client and returns it.
 *
 * @param first milliseconds that the first try has
 * @param most milliseconds that no try exceeds
 */
export function withTimeLimits<Limited extends Client>(client: Limited, first: number, most: number): Limited {
  const { requestHandler } = client.config;
  const handle = requestHandler.handle.bind(requestHandler);
  Object.assign(requestHandler, {
    handle: async (request: never, options?: object) =>
      await handle(request, { ...options, requestTimeout: Math.min(most, first * 2 ** (attemptOf(request) - 1)) }),
  });
  return client;
}

/** Which try of its request this is, as the SDK tells the service: `attempt=2; max=4`. */
function attemptOf(request: unknown): number {
  const told = attempted.safeParse(request).data?.headers['amz-sdk-request'] ?? '';
  return Number(/attempt=(\d+)/u.exec(told)?.[1] ?? 1);
}
