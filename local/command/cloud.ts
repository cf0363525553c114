import { availableParallelism } from 'node:os';
import { localAccount, localRegion } from '../assembly/identity.ts';
import { bucketSettings } from '../services/s3/bucket-properties.ts';
import { planCloud } from '../assembly/plan-cloud.ts';
import type { CloudPlan } from '../assembly/plan.ts';
import { parameterNames, readAssembly } from '../assembly/read-assembly.ts';
import type { Assembly } from '../assembly/read-assembly.ts';
import { resourceTypes } from '../assembly/resource-types.ts';
import { readAssemblyFiles } from '../assembly/template.ts';
import { startAwsJson } from '../ground/aws-json/server.ts';
import type { RestHandler } from '../ground/aws-json/server.ts';
import { engineDatabase, enginePidFile } from './data-folder.ts';
import { startEngine } from '../services/dynamodb/engine.ts';
import { provideTables } from '../services/dynamodb/tables.ts';
import { startEmail } from '../services/email/service.ts';
import { startEventBus } from '../services/events/bus.ts';
import type { EventBus } from '../services/events/settings.ts';
import { startIdentity } from '../services/identity/server.ts';
import { openLog } from '../services/lambda/log.ts';
import type { Terminal } from '../services/lambda/log.ts';
import { answerInvocations } from '../services/lambda/invoke-api.ts';
import { startFunctions } from '../services/lambda/pool.ts';
import type { Invoke, LogSink, RunningFunctions } from '../services/lambda/settings.ts';
import { localCredentials } from '../ground/local-account.ts';
import { checkGivenParameters, localParameters } from './local-parameters.ts';
import type { LocalPorts } from './ports.ts';
import { openQueues } from '../services/queues/queues.ts';
import type { Queues } from '../services/queues/queues.ts';
import { startS3 } from '../services/s3/server.ts';
import type { RunningS3 } from '../services/s3/types.ts';
import { openSecrets } from '../services/secrets/secrets.ts';
import { deployToBucket } from '../services/site-deployment/deploy.ts';
import { startSite } from './site.ts';
import { startStepFunctions } from '../services/step-functions/engine.ts';
import type { StepFunctions } from '../services/step-functions/engine.ts';
import { createStopList } from '../ground/stop-list.ts';
import type { StopList } from '../ground/stop-list.ts';
import { startStreamPoller } from '../services/streams/poller.ts';

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
  /** Loads the functions behind the API ahead of the first request. */
  warm(): Promise<void>;
  /** Lets work under way end (three seconds at most) and stops everything. */
  stop(): Promise<void>;
}

/** Where the pieces answer. */
export interface Endpoints {
  readonly site: string;
  readonly identity: string;
  readonly s3: string;
  readonly awsJson: string;
  readonly dynamodb: string;
}

// The AWS SDK writes into the object it is given, so each client gets its own.
function access() {
  return { region: localRegion, credentials: { ...localCredentials } };
}

const stopMilliseconds = 3000;

/**
 * Runs a synthesized cloud assembly on this machine: reads and checks all of it first, then starts piece after piece, each
 * after those it needs. When a piece does not start, those already running are stopped again.
 * Throws StartError with a line for the person at the terminal.
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const endpoints = endpointsOf(options);
  const given = options.parameters;
  checkGivenParameters(given, parameterNames(readAssemblyFiles(options.assemblyFolder)));
  const parameters = localParameters(endpoints, given);
  const assembly = readAssembly({
    folder: options.assemblyFolder,
    parameters,
    addresses: { siteHost: new URL(endpoints.site).host, awsJson: endpoints.awsJson },
  });
  const plan = planCloud(assembly);
  const log = openLog({ folder: options.dataPath('logs'), terminal: options.terminal, quiet: options.quiet });
  const stops = createStopList((text) => log.write({ source: 'local-cloud', level: 'WARN', message: text }));
  stops.add('log', () => log.close());
  try {
    const functions = await startPieces({ options, plan, endpoints, parameters, log, stops });
    const behindApi = new Set(plan.integrations.map(({ properties }) => properties.IntegrationUri));
    return {
      endpoints,
      outputs: assembly.outputs,
      resources: resourceCounts(assembly),
      warm: () => functions.warm(plan.functions.filter(({ arn }) => behindApi.has(arn)).map(({ name }) => name)),
      stop: () => stops.stopAll(stopMilliseconds),
    };
  } catch (error) {
    await stops.stopAll(stopMilliseconds);
    throw error;
  }
}

interface Start {
  readonly options: CloudOptions;
  readonly plan: CloudPlan;
  readonly endpoints: Endpoints;
  readonly parameters: ReturnType<typeof localParameters>;
  readonly log: LogSink;
  readonly stops: StopList;
}

async function startPieces(start: Start): Promise<RunningFunctions> {
  const { options, plan, endpoints, log, stops } = start;
  await startDataServices(start);
  const queues = openQueues({
    dataFolder: options.dataPath('queues'),
    queues: plan.queues,
    endpoint: () => endpoints.awsJson,
  });
  stops.add('queues', () => queues.stop());
  const functions = await startFunctions({
    ...access(),
    functions: plan.functions.map((settings) => ({ ...settings, maximumWorkers })),
    environment: sdkEnvironment(endpoints),
    log,
  });
  stops.add('functions', () => functions.stop(1000));
  options.signal.throwIfAborted();

  // Functions resumed by Step Functions call these services at once, so they listen first and answer when they can.
  const stepFunctions = Promise.withResolvers<StepFunctions>();
  const events = Promise.withResolvers<EventBus>();
  await startListening(start, queues, functions.invoke, stepFunctions.promise, events.promise);
  const s3 = await startStorage(start, events.promise);

  const bus = await startEventBus({
    dataFolder: options.dataPath('events'),
    logFolder: options.dataPath('logs'),
    accountId: localAccount,
    region: localRegion,
    buses: plan.buses,
    rules: plan.rules,
    invoke: functions.invoke,
    sendToQueue: queues.send,
    log,
  });
  stops.add('events', () => bus.stop());
  events.resolve(bus);
  const machines = await startStepFunctions({
    dataFolder: options.dataPath('step-functions'),
    stateMachines: plan.stateMachines,
    invokeFunction: (name, payload) => functions.invoke(name, payload),
    onStatusChange: async (detail) =>
      bus.publish({
        source: 'aws.states',
        'detail-type': 'Step Functions Execution Status Change',
        detail,
        resources: [String(detail['executionArn'])],
      }),
  });
  stops.add('Step Functions', () => machines.stop());
  stepFunctions.resolve(machines);
  options.signal.throwIfAborted();

  for (const mapping of plan.streamMappings.filter(({ properties }) => properties.Enabled)) {
    const poller = await startStreamPoller({
      ...access(),
      ...mapping,
      endpoint: endpoints.dynamodb,
      dataFolder: options.dataPath('streams'),
      invoke: functions.invoke,
      sendToQueue: queues.send,
      log,
    });
    stops.add(`stream ${mapping.id}`, () => poller.stop());
  }
  await startSite({ plan, ports: options.ports, s3, invoke: functions.invoke, log, stops });
  return functions;
}

async function startDataServices({ options, plan, endpoints, parameters, log, stops }: Start): Promise<void> {
  if (options.dynamodbEndpoint === undefined) {
    const engine = await startEngine({
      port: options.ports.dynamodb,
      database: options.dataPath(engineDatabase),
      pidFile: options.dataPath(enginePidFile),
      logFile: options.dataPath('logs/dynamodb.log'),
      onExit: options.onFatal,
    });
    stops.add('DynamoDB engine', () => engine.stop());
  }
  const identity = startIdentity({
    port: options.ports.identity,
    dataFolder: options.dataPath('identity'),
    siteUrl: parameters.SiteUrl,
    audience: parameters.ApiAudience,
    onError: (error) => log.write({ source: 'identity', level: 'ERROR', message: error.stack ?? error.message }),
  }).then((running) => stops.add('identity', () => running.stop()));
  await Promise.all([provideTables({ ...access(), endpoint: endpoints.dynamodb }, plan.tables), identity]);
  options.signal.throwIfAborted();
}

async function startListening(
  { options, plan, parameters, log, stops }: Start,
  queues: Queues,
  invoke: Invoke,
  stepFunctions: Promise<StepFunctions>,
  events: Promise<EventBus>,
): Promise<void> {
  const secrets = await openSecrets({ dataFolder: options.dataPath('secrets'), secrets: plan.secrets });
  const server = await startAwsJson({
    port: options.ports.awsJson,
    ...access(),
    services: {
      AWSStepFunctions: async (operation, body) => (await stepFunctions).handle(operation, body),
      AWSEvents: async (operation, body) => (await events).handle(operation, body),
      secretsmanager: secrets.handle,
      AmazonSQS: queues.handle,
    },
    restServices: [answerInvocations(invoke), ...emailServices(parameters, options)],
    log,
  });
  stops.add('AWS JSON services', () => server.stop());
}

// Only where the template names a sender does it use SES at all.
function emailServices({ EmailSender: sender = '' }: Start['parameters'], { dataPath }: CloudOptions): RestHandler[] {
  return sender === '' ? [] : [startEmail({ sender, dataFolder: dataPath('email') })];
}

async function startStorage({ options, plan, log, stops }: Start, events: Promise<EventBus>): Promise<RunningS3> {
  const s3 = await startS3({
    port: options.ports.s3,
    dataFolder: options.dataPath('s3'),
    ...access(),
    buckets: plan.buckets.map(({ name, properties }) =>
      bucketSettings(name, properties, plan.bucketsWithEvents.has(name)),
    ),
    onObjectCreated: async (detail) => {
      const bus = await events;
      await bus.publish({
        source: 'aws.s3',
        'detail-type': 'Object Created',
        detail: { ...detail },
        resources: [`arn:aws:s3:::${detail.bucket.name}`],
      });
    },
    onError: (error) =>
      log.write({ source: 's3', level: 'ERROR', message: error instanceof Error ? error.message : String(error) }),
  });
  stops.add('S3', () => s3.stop());
  for (const deployment of plan.deployments) await deployToBucket(deployment, s3);
  return s3;
}

// One worker of each function for every two processors: more would only cost memory here, some 45 MB each, 200 MB for drawing.
const maximumWorkers = Math.max(1, Math.floor(availableParallelism() / 2));

function endpointsOf({ ports, dynamodbEndpoint }: CloudOptions): Endpoints {
  return {
    site: `http://localhost:${ports.site}`,
    identity: `http://localhost:${ports.identity}`,
    s3: `http://127.0.0.1:${ports.s3}`,
    awsJson: `http://127.0.0.1:${ports.awsJson}`,
    dynamodb: dynamodbEndpoint ?? `http://127.0.0.1:${ports.dynamodb}`,
  };
}

// The AWS SDK's own variables, so the functions' code need not know where it runs.
function sdkEnvironment(endpoints: Endpoints): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SFN: endpoints.awsJson,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.awsJson,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.awsJson,
    AWS_ENDPOINT_URL_SQS: endpoints.awsJson,
    AWS_ENDPOINT_URL_SESV2: endpoints.awsJson,
  };
}

function resourceCounts(assembly: Assembly): Cloud['resources'] {
  const run = assembly.resources.filter(({ type }) => 'run' in (resourceTypes[type] ?? {})).length;
  return { run, withoutMeaning: assembly.resources.length - run };
}
