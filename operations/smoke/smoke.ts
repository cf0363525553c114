import { distributionKeyHeader } from '../../api/distribution-key.ts';
import { problemSchema } from '../../api/problems.ts';
import { publicEndpoints } from '../../api/public.ts';

/** One thing that a deployment must do, and what it answers of itself; throws Error with one line when it does not. */
export interface SmokeCheck {
  readonly name: string;
  readonly run: (site: string) => Promise<string>;
}

/** Asks a deployed site what everybody may ask, and nothing that leaves a trace. */
export const smokeChecks: readonly SmokeCheck[] = [
  {
    name: 'pages',
    run: async (site) => {
      const { status, text } = await ask(site, '/');
      if (status !== 200 || !text.includes('<html')) throw new Error(`the first page answers ${status}`);
      return 'the first page is there';
    },
  },
  {
    name: 'absent pages',
    run: async (site) => {
      const { status, text } = await ask(site, '/no-such-page.html');
      if (status !== 404 || !text.includes('<html'))
        throw new Error(`an address without page answers ${status}, not 404 with a page`);
      return 'an address without page answers 404 with a page';
    },
  },
  {
    name: 'configuration',
    run: async (site) => {
      const { status, text } = await ask(site, '/api/public/configuration');
      if (status === 403) {
        throw new Error(
          'routes without authorization answer 403: in China API Gateway serves them only to an account with an ICP filing',
        );
      }
      const parsed = publicEndpoints.getConfiguration.response.safeParse(jsonOf(text));
      if (status !== 200 || !parsed.success) throw new Error(`the configuration answers ${status} and is not one`);
      const issuers = [parsed.data.province.issuer, parsed.data.staff.issuer];
      for (const issuer of issuers) await discovered(issuer);
      return `signs in at ${issuers.join(' and ')}`;
    },
  },
  {
    name: 'publicity',
    run: async (site) => {
      const { status, text } = await ask(site, '/api/public/publicity');
      const parsed = publicEndpoints.listPublicity.response.safeParse(jsonOf(text));
      if (status !== 200 || !parsed.success)
        throw new Error(`the list of publicity answers ${status}: the table or its index is not reached`);
      return `${parsed.data.items.length} batches`;
    },
  },
  {
    name: 'authorization',
    run: async (site) => {
      const { status } = await ask(site, '/api/practitioner/applications', { authorization: 'Bearer not.a.token' });
      if (status !== 401) throw new Error(`a token that is none answers ${status} instead of 401`);
      return 'a token that is none is refused';
    },
  },
  {
    name: 'errors',
    run: async (site) => {
      const { status, type } = await ask(site, '/api/no-such-endpoint');
      if (status !== 404 || !type.includes('application/problem+json')) {
        throw new Error(
          `an address without endpoint answers ${status} (${type}), not a problem document: an error page stands before the API`,
        );
      }
      return 'the refusals of the API arrive as they are';
    },
  },
];

async function ask(site: string, path: string, headers: Readonly<Record<string, string>> = {}) {
  const address = `${site.replace(/\/$/u, '')}${path}`;
  const response = await fetch(address, { headers, signal: AbortSignal.timeout(30_000) }).catch((cause: unknown) => {
    throw new Error(`${address} does not answer`, { cause });
  });
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
}

async function discovered(issuer: string): Promise<void> {
  const { status, text } = await ask(issuer, '/.well-known/openid-configuration');
  if (status !== 200 || !text.includes('"jwks_uri"'))
    throw new Error(`the issuer ${issuer} has no discovery document (${status})`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * That the API itself, whose address is in the outputs of a deployment, refuses whoever comes past the distribution (ADR 44). Throws Error with one line when it
 * answers.
 */
export function refusesDirectly(api: string): SmokeCheck {
  return {
    name: 'past the site',
    run: async () => {
      for (const path of ['/api/public/configuration', '/api/no-such-endpoint']) {
        const { status, text } = await ask(api, path, { [distributionKeyHeader]: 'none' });
        const { code } = problemSchema.safeParse(jsonOf(text)).data ?? {};
        if (status !== 403 || code !== 'past-the-site') {
          throw new Error(`${api}${path} answers ${status} to a request that did not come through the distribution`);
        }
      }
      return 'the API refuses what does not come through the distribution';
    },
  };
}

/** Runs every check and says of each what it found. Answers the number of those that failed. */
export async function smoke(site: string, say: (line: string) => void, api?: string): Promise<number> {
  let failures = 0;
  for (const { name, run } of api === undefined ? smokeChecks : [...smokeChecks, refusesDirectly(api)]) {
    try {
      say(`ok      ${name}: ${await run(site)}`);
    } catch (error) {
      failures += 1;
      say(`failed  ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return failures;
}
