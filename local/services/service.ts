import type { Permissions } from '../assembly/permissions.ts';
import type { ResourceTypes } from '../assembly/resource-type.ts';
import type { KeyRing } from '../ground/caller.ts';
import type { AwsJsonHandler, RestHandler } from '../ground/aws-json/server.ts';
import type { Faults } from '../ground/faults.ts';
import type { Disk } from '../ground/full-disk.ts';
import type { LogSink } from '../ground/log-sink.ts';
import type { StopList } from '../ground/stop-list.ts';

/** The seven ports of a local cloud, one behind the other. */
export interface LocalPorts {
  readonly site: number;
  readonly identity: number;
  readonly s3: number;
  readonly awsJson: number;
  readonly dynamodb: number;
  /** The engine behind the gate that answers as DynamoDB. */
  readonly engine: number;
  /** The HTTP API itself, as anybody reaches it past the distribution. */
  readonly api: number;
}

/** Where the pieces answer. */
export interface Endpoints {
  readonly site: string;
  readonly identity: string;
  readonly s3: string;
  readonly awsJson: string;
  readonly dynamodb: string;
  readonly api: string;
}

/** What a service finds when it starts. */
export interface Surroundings {
  readonly ports: LocalPorts;
  readonly endpoints: Endpoints;
  /** Address of another DynamoDB that is used instead of the engine that comes along. */
  readonly dynamodbEndpoint: string | undefined;
  /** Whose requests count, and what each may do. */
  readonly keys: KeyRing;
  /** What goes wrong now and then, where somebody asks for it. */
  readonly faults: Faults;
  /** Whether the disk has room for what is written. */
  readonly disk: Pick<Disk, 'isFull'>;
  /** Values of the template's parameters. */
  readonly parameters: Readonly<Record<string, string>> & { readonly SiteUrl: string; readonly ApiAudience: string };
  /** The AWS SDK's own variables that name the endpoints, so the functions' code need not know where it runs. */
  readonly sdkEnvironment: Readonly<Record<string, string>>;
  /** Path of a part of the data folder. */
  readonly dataPath: (name: string) => string;
  readonly log: LogSink;
  /** Takes what is to be stopped at the end, last started first. */
  readonly stops: Pick<StopList, 'add'>;
  /** Told once when the cloud cannot go on: a line for the person at the terminal. */
  readonly onFatal: (reason: string) => void;
}

/**
 * One service of the cloud, as it runs on this machine: the resource types that it runs, each with its identity and its plan, and
 * its start with what was planned. It is made anew for each cloud.
 */
export interface LocalService {
  readonly resourceTypes: ResourceTypes;
  /** Throws StartError when the template lacks a permission that the service needs to call others. */
  checkPermissions?(permissions: Permissions): void;
  /** Its names in the AWS SDK's variables (`AWS_ENDPOINT_URL_…`) and the endpoint where it answers. */
  readonly sdkNames?: Readonly<Record<string, keyof Endpoints>>;
  /** Prefixes of `X-Amz-Target` that it answers. A request that comes before its start waits. */
  readonly targets?: Readonly<Record<string, AwsJsonHandler>>;
  /** Answers requests of REST JSON at the same address. */
  readonly rest?: RestHandler;
  /** Starts what was planned. Throws StartError with a line for the person at the terminal. */
  start?(surroundings: Surroundings): Promise<void>;
  /** Loads what the first request would wait for. */
  warm?(): Promise<void>;
}
