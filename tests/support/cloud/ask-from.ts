import { request } from 'node:http';
import { json } from 'node:stream/consumers';

/** An answer as it came: its headers, and the problem document or whatever else it holds. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly problem: unknown;
}

/** Asks from an address of this machine, 127.0.0.1 to 127.255.255.254, so that clients can be told from each other. A request with a body is a POST unless told. */
export function askFrom(
  localAddress: string,
  url: URL,
  { method, headers, body }: { method?: string; headers: Readonly<Record<string, string>>; body?: string },
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: url.port, path: url.pathname, localAddress, headers, agent: false };
    const asking = request({ ...options, method: method ?? (body === undefined ? 'GET' : 'POST') }, (response) => {
      const { statusCode: status = 0 } = response;
      json(response).then((problem) => resolve({ status, headers: response.headers, problem }), reject);
    });
    asking.on('error', reject);
    asking.end(body);
  });
}
