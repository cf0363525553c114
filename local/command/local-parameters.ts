import { StartError } from '../ground/start-error.ts';

/** Addresses that template parameters are made of. */
export interface ParameterAddresses {
  /** Origin of the site, for example `http://localhost:4300`. */
  readonly site: string;
  /** Address of the identity service, for example `http://localhost:4301`. */
  readonly identity: string;
  /** Address of the local S3, for example `http://127.0.0.1:4302`. */
  readonly s3: string;
}

/** Client id under which the local identity service knows the site. */
const siteClientId = 'registration-site';

/**
 * Values of the template's parameters on this machine, those given on the command line first. A day of the publicity
 * period lasts a second, so that a demonstration does not take weeks.
 */
export function localParameters(
  addresses: ParameterAddresses,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> & { readonly SiteUrl: string; readonly ApiAudience: string } {
  return {
    ProvinceIssuer: `${addresses.identity}/province`,
    StaffIssuer: `${addresses.identity}/staff`,
    ProvinceClientId: siteClientId,
    StaffClientId: siteClientId,
    ApiAudience: 'registration-api',
    SiteUrl: addresses.site,
    FileOrigin: addresses.s3,
    PublicityDaySeconds: '1',
    ...given,
  };
}

/** Throws StartError for a parameter given on the command line that no stack declares. */
export function checkGivenParameters(given: Readonly<Record<string, string>>, declared: ReadonlySet<string>): void {
  const unknown = Object.keys(given).find((name) => !declared.has(name));
  if (unknown === undefined) return;
  const known = [...declared].filter((name) => name !== 'BootstrapVersion').sort();
  throw new StartError(`--parameter ${unknown}: no stack has this parameter; there are ${known.join(', ')}`);
}
