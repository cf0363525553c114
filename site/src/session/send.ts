import { newTraceparent } from '../../../api/correlation.ts';
import { sendPatiently } from '../../../api/patience.ts';
import { ApiError, problemOfStatus, requestOf } from '../../../api/request.ts';
import type { Answer, Api, EndpointName, Input } from '../forms/contract.ts';
import { problemOf } from './problem.ts';
import { findRoute } from './route-table.ts';
import { tab } from './tab.ts';

/**
 * Calls an endpoint of the API and returns its answer. Throws ApiError with the problem document of a refusal, TypeError
 * when the network fails. Without a valid sign-in it asks nothing and throws `not-signed-in`: the page stays as it is, with what was typed,
 * and says how to go on (`watch-session.ts`). `idempotencyKey` makes a repeated command answer as the first one did; each command gets one.
 */
export async function send<A extends Api, N extends EndpointName<A>>(
  api: A,
  name: N,
  input: Input<A, N>,
  idempotencyKey?: string,
): Promise<Answer<A, N>> {
  const route = findRoute(__ROUTES__, api, name);
  const session = tab.session();
  if (api !== 'public' && session === null) throw new ApiError(problemOfStatus(401));
  const key = route.method === 'GET' ? {} : { idempotencyKey: idempotencyKey ?? crypto.randomUUID() };
  const accessToken = api === 'public' ? null : (session?.accessToken ?? null);
  const context = { baseUrl: '', accessToken, traceparent: newTraceparent(), ...key };
  // Every command has a key here, so all may be sent again.
  const response = await sendPatiently(() => fetch(requestOf(route, input, context)));
  const answer: unknown = await response.json().catch(() => undefined);
  // The token was good for this page and is not for the API: nothing renews it.
  if (response.status === 401 && api !== 'public') tab.end();
  const gatewayId = response.headers.get('apigw-requestid');
  if (!response.ok) throw new ApiError(problemOf(answer, response.status, gatewayId));
  if (!isAnswer(api, name, answer)) throw new ApiError(problemOf(undefined, 502, gatewayId));
  return answer;
}

// The API checks its answers against the contract in its own tests; pages trust it rather than carry the schemas (over 15 KB).
function isAnswer<A extends Api, N extends EndpointName<A>>(
  _api: A,
  _name: N,
  answer: unknown,
): answer is Answer<A, N> {
  return answer !== undefined;
}
