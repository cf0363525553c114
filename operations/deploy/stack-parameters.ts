import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Configuration } from './configuration.ts';

/** A stack of a synthesized assembly: what it is called in CloudFormation, and the parameters that its template declares. */
export interface DeclaredStack {
  /** The id by which the CLI selects it. */
  readonly id: string;
  readonly name: string;
  /** Name → whether a value must be given. */
  readonly parameters: Readonly<Record<string, boolean>>;
}

const manifestSchema = z.looseObject({
  artifacts: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      properties: z.looseObject({ templateFile: z.string().optional(), stackName: z.string().optional() }).optional(),
    }),
  ),
});
const templateSchema = z.looseObject({
  Parameters: z.record(z.string(), z.looseObject({ Type: z.string(), Default: z.unknown().optional() })).default({}),
});

/** The stacks of an assembly folder. Throws for a folder that holds none. */
export function declaredStacks(folder: string): DeclaredStack[] {
  const { artifacts } = manifestSchema.parse(jsonIn(folder, 'manifest.json'));
  return Object.entries(artifacts).flatMap(([id, { type, properties }]) => {
    if (type !== 'aws:cloudformation:stack' || properties?.templateFile === undefined) return [];
    const { Parameters } = templateSchema.parse(jsonIn(folder, properties.templateFile));
    const parameters = Object.entries(Parameters)
      // The version of the bootstrap stack is read from the account.
      .filter(([, { Type }]) => !Type.startsWith('AWS::SSM::'))
      .map(([name, { Default }]) => [name, Default === undefined] as const);
    return [{ id, name: properties.stackName ?? id, parameters: Object.fromEntries(parameters) }];
  });
}

function jsonIn(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
}

/** What is known of the issuers besides the configuration: further origins that their discovery documents name. */
export interface Discovered {
  readonly identityOrigins: readonly string[];
}

/** The values of the template's parameters in an environment, by name, whichever stack declares them. */
export function parameterValues(
  { siteUrl, certificate = '', issuers, audience, emailSender = '', webAcl = '', ...further }: Configuration,
  { identityOrigins }: Discovered,
): Readonly<Record<string, string>> {
  const {
    publicityDaySeconds,
    deadlineDaySeconds,
    publicConcurrency,
    backupCopyVault = '',
    restoredTableStream = '',
    distributionKeyVersion = '',
    logRetentionDays,
    routeMetrics,
    region,
  } = further;
  const copyRegion = backupCopyVault.split(':')[3] ?? '';
  return {
    ...{ ProvinceIssuer: issuers.province.url, ProvinceClientId: issuers.province.clientId },
    ...{ StaffIssuer: issuers.staff.url, StaffClientId: issuers.staff.clientId },
    ...{ ApiAudience: audience, SiteUrl: siteUrl, SiteCertificate: certificate, EmailSender: emailSender },
    WebAcl: webAcl,
    DistributionKeyVersion: distributionKeyVersion,
    BackupCopyVault: backupCopyVault,
    RestoredTableStream: restoredTableStream,
    // A secret has no replica in its own region.
    IdentityKeyReplicaRegion: copyRegion === region ? '' : copyRegion,
    IdentityOrigins: identityOrigins.join(' '),
    ...(logRetentionDays === undefined ? {} : { LogRetentionDays: String(logRetentionDays) }),
    ...(routeMetrics === undefined ? {} : { RouteMetrics: String(routeMetrics) }),
    ...(publicConcurrency === undefined ? {} : { PublicConcurrency: String(publicConcurrency) }),
    ...(publicityDaySeconds === undefined ? {} : { PublicityDaySeconds: String(publicityDaySeconds) }),
    ...(deadlineDaySeconds === undefined ? {} : { DeadlineDaySeconds: String(deadlineDaySeconds) }),
  };
}

/**
 * The arguments that give each stack the parameters that it declares and no others: the CLI hands a parameter without a stack to every stack, and
 * CloudFormation refuses the stacks that do not declare it (aws-cdk 12759, 17286). Throws for a parameter without a value or a default.
 */
export function parameterArguments(
  stacks: readonly DeclaredStack[],
  values: Readonly<Record<string, string>>,
): readonly string[] {
  return stacks.flatMap(({ name, parameters }) =>
    Object.entries(parameters).flatMap(([parameter, required]) => {
      const value = values[parameter];
      if (value === undefined && required) throw new Error(`stack ${name} needs the parameter ${parameter}`);
      return value === undefined ? [] : ['--parameters', `${name}:${parameter}=${value}`];
    }),
  );
}
