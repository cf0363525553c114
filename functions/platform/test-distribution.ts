import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { distributionKeyHeader } from '../../api/distribution-key.ts';

/** Secrets Manager of a test, with the key of a distribution that was never rotated. */
export interface TestDistribution {
  /** What the distribution adds to a request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

// The same in every file: what reads it remembers it, and files of tests share their modules.
const key = 'key-of-the-test-distribution';

/** Sets the environment of a function that answers the API, so that it knows what comes through a distribution of this test. */
export async function startTestDistribution(): Promise<TestDistribution> {
  const server = createServer((request, response) => {
    void text(request).then((asked) => {
      const current = asked.includes('AWSCURRENT');
      response.writeHead(current ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(current ? { SecretString: key } : { __type: 'ResourceNotFoundException' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  Object.assign(process.env, {
    DISTRIBUTION_KEY_SECRET_ARN: 'distribution-key',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${address.port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local-secret',
  });
  return {
    headers: { [distributionKeyHeader]: key },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
