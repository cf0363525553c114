import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { StartError } from './start-error.ts';

/** Milliseconds that open connections get to finish after a stop. */
const stopMilliseconds = 1000;

/**
 * Lets a server listen and answers the port that it has, which is another one when 0 was asked for. Throws a StartError of one line that
 * names `what` when the port is in use or cannot be listened on.
 */
export async function listen(server: Server, port: number, host: string, what: string): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    const reason = isPortInUse(error) ? 'is in use by another program' : `cannot be listened on (${String(error)})`;
    throw new StartError(`port ${port} (${what}) ${reason}`);
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** A port of this machine that nothing listens on, for what takes only a number. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0, '127.0.0.1', 'any');
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Stops listening: idle connections end at once, those with a request after a second at the latest. Resolves when all have ended. */
export async function close(server: HttpServer): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), stopMilliseconds);
  await closed;
  clearTimeout(deadline);
}

function isPortInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
