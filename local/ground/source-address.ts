import type { IncomingMessage } from 'node:http';

/** Address of the client, IPv4 without the IPv6 notation. */
export function sourceAddress(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
}
