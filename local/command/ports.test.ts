import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { checkPortsFree, freePorts, portsFrom } from './ports.ts';

describe('ports', () => {
  it('follow one behind the other', () => {
    expect(portsFrom('4300')).toEqual({
      site: 4300,
      identity: 4301,
      s3: 4302,
      awsJson: 4303,
      dynamodb: 4304,
      engine: 4305,
      api: 4306,
    });
  });

  it.each(['', 'http', '80', '65532', '4300.5', '-1', '1e4'])('refuse PORT %j', (port) => {
    expect(() => portsFrom(port)).toThrow('is not a number from 1024 to 65529');
  });

  it('name the one that is in use', async () => {
    const first = await freePorts();
    await checkPortsFree({ site: first, identity: first + 1 });
    const server = createServer().listen(first + 1, '127.0.0.1');
    await once(server, 'listening');
    await expect(checkPortsFree({ site: first, identity: first + 1 })).rejects.toThrow(
      `port ${first + 1} (identity) is in use`,
    );
    server.close();
  });
});
