import { permissionsOf } from '../assembly/permissions.ts';
import { accessControl } from '../assembly/policy/access.ts';
import { planResources } from '../assembly/plan.ts';
import { parameterNames, readAssembly } from '../assembly/read-assembly.ts';
import type { Assembly } from '../assembly/read-assembly.ts';
import { readAssemblyFiles } from '../assembly/template.ts';
import { faultsFile, faultsOf } from '../ground/faults.ts';
import { createDisk } from '../ground/full-disk.ts';
import { createStopList } from '../ground/stop-list.ts';
import { openLog } from '../services/lambda/log.ts';
import type { Terminal } from '../services/lambda/log.ts';
import { createServices, resourceTypesOf } from '../services/registry.ts';
import type { Endpoints, LocalPorts, LocalService, Surroundings } from '../services/service.ts';
import { openUses, usesFile } from './permission-uses.ts';
import type { Uses } from './permission-uses.ts';
import { checkGivenParameters, localParameters } from './local-parameters.ts';

/** What starting the cloud needs. */
export interface CloudOptions {
  /** Folder that `cdk synth` wrote. */
  readonly assemblyFolder: string;
  /** Path of a part of the data folder. */
  readonly dataPath: (name: string) => string;
  readonly ports: LocalPorts;
  /** Template parameters given on the command line. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Another DynamoDB to use instead of the engine that comes along. */
  readonly dynamodbEndpoint: string | undefined;
  /** Where readable log lines go. */
  readonly terminal: Terminal;
  /** Only warnings and errors to the terminal. */
  readonly quiet: boolean;
  /** Told once when the cloud cannot go on: a line for the person at the terminal. */
  readonly onFatal: (reason: string) => void;
  /** Ends the start early. */
  readonly signal: AbortSignal;
}

/** The running local cloud. */
export interface Cloud {
  readonly endpoints: Endpoints;
  readonly outputs: Assembly['outputs'];
  /** How many resources of the template are run, and how many have no local meaning. */
  readonly resources: { readonly run: number; readonly withoutMeaning: number };
  /** Loads what the first request would wait for. */
  warm(): Promise<void>;
  /** Lets work under way end (three seconds at most) and stops everything. */
  stop(): Promise<void>;
}

const stopMilliseconds = 3000;

/**
 * Runs a synthesized cloud assembly on this machine: reads and checks all of it first, then starts service after service, each
 * after those it needs. When one does not start, those already running are stopped again.
 * Throws StartError with a line for the person at the terminal.
 */
export async function startCloud(
  options: CloudOptions,
  services: readonly LocalService[] = createServices(),
): Promise<Cloud> {
  const endpoints = endpointsOf(options);
  checkGivenParameters(options.parameters, parameterNames(readAssemblyFiles(options.assemblyFolder)));
  const parameters = localParameters(endpoints, options.parameters);
  const uses = openUses(options.dataPath(usesFile));
  const { resources, outputs, keys } = planned(options, { endpoints, parameters }, services, uses);
  const log = openLog({ folder: options.dataPath('logs'), terminal: options.terminal, quiet: options.quiet });
  const stops = createStopList((text) => log.write({ source: 'local-cloud', level: 'WARN', message: text }));
  stops.add('log', () => log.close());
  const { ports, dataPath, onFatal, dynamodbEndpoint } = options;
  const faults = faultsOf(options.dataPath(faultsFile));
  const disk = createDisk(faults, (message) => log.write({ source: 'local-cloud', level: 'WARN', message }));
  stops.add('disk', () => disk.stop());
  const surroundings: Surroundings = {
    ...{
      ports,
      endpoints,
      keys,
      faults,
      disk,
      parameters,
      dataPath,
      dynamodbEndpoint,
      log,
      stops,
      onFatal,
    },
    sdkEnvironment: sdkEnvironment(services, endpoints),
  };
  try {
    for (const service of services) {
      await service.start?.(surroundings);
      options.signal.throwIfAborted();
    }
    disk.start();
  } catch (error) {
    await stops.stopAll(stopMilliseconds);
    throw error;
  }
  return {
    ...{ endpoints, outputs, resources },
    warm: async () => {
      for (const service of services) await service.warm?.();
    },
    stop: () => stops.stopAll(stopMilliseconds),
  };
}

/** Reads the assembly, and hands every resource of it to the service that runs it. */
function planned(
  { assemblyFolder }: CloudOptions,
  { endpoints, parameters }: Pick<Surroundings, 'endpoints' | 'parameters'>,
  services: readonly LocalService[],
  uses: Uses,
): Pick<Cloud, 'resources' | 'outputs'> & Pick<Surroundings, 'keys'> {
  const resourceTypes = resourceTypesOf(services);
  const assembly = readAssembly({
    folder: assemblyFolder,
    parameters,
    addresses: { siteHost: new URL(endpoints.site).host, awsJson: endpoints.awsJson, api: endpoints.api },
    resourceTypes,
  });
  planResources(assembly, resourceTypes);
  const keys = accessControl(assembly, uses.note);
  uses.declare(keys.grants);
  const permissions = permissionsOf(assembly, uses.note);
  for (const service of services) service.checkPermissions?.(permissions);
  const run = assembly.resources.filter(({ type }) => 'plan' in (resourceTypes[type] ?? {})).length;
  return { keys, outputs: assembly.outputs, resources: { run, withoutMeaning: assembly.resources.length - run } };
}

function endpointsOf({ ports }: CloudOptions): Endpoints {
  return {
    site: `http://localhost:${ports.site}`,
    identity: `http://localhost:${ports.identity}`,
    s3: `http://127.0.0.1:${ports.s3}`,
    awsJson: `http://127.0.0.1:${ports.awsJson}`,
    dynamodb: `http://127.0.0.1:${ports.dynamodb}`,
    api: `http://127.0.0.1:${ports.api}`,
  };
}

function sdkEnvironment(services: readonly LocalService[], endpoints: Endpoints): Readonly<Record<string, string>> {
  const names = services.flatMap(({ sdkNames = {} }) => Object.entries(sdkNames));
  return Object.fromEntries(names.map(([name, endpoint]) => [`AWS_ENDPOINT_URL_${name}`, endpoints[endpoint]]));
}
