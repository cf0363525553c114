import { createServer } from 'node:net';
import { StartError } from '../ground/start-error.ts';
import type { LocalPorts } from '../services/service.ts';

/** The ports that follow from `PORT` (1024 to 65529). Throws StartError for anything else. */
export function portsFrom(first: string): LocalPorts {
  const site = Number(first);
  if (!/^\d+$/u.test(first) || site < 1024 || site > 65_529) {
    throw new StartError(`PORT ${JSON.stringify(first)} is not a number from 1024 to 65529`);
  }
  return {
    site,
    identity: site + 1,
    s3: site + 2,
    awsJson: site + 3,
    dynamodb: site + 4,
    engine: site + 5,
    api: site + 6,
  };
}

/** Throws StartError naming the first port that another program listens on. */
export async function checkPortsFree(ports: Readonly<Record<string, number>>): Promise<void> {
  for (const [use, port] of Object.entries(ports)) {
    if (!(await isFree(port))) {
      throw new StartError(
        `port ${port} (${use}) is in use by another program; stop it, or choose other ports with PORT (seven are used, from PORT on)`,
      );
    }
  }
}

/** First of seven free ports in a row, for tests that start a whole local cloud. */
export async function freePorts(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const first = 20_000 + Math.floor(Math.random() * 40_000);
    const free = await Promise.all([0, 1, 2, 3, 4, 5, 6].map((offset) => isFree(first + offset)));
    if (free.every(Boolean)) return first;
  }
  throw new StartError('there are no seven free ports in a row');
}

// A program that holds only the IPv6 side of a port would answer browsers that ask for localhost.
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'));
}

async function canListen(port: number, host: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    // Any other error (no IPv6 on this machine) is not another program's doing.
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
