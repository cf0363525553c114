import { Aws, CfnCondition, Duration, Fn } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey, Key } from 'aws-cdk-lib/aws-kms';
import {
  ApplicationLogLevel,
  Architecture,
  CfnFunction,
  Function,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Bundler, BundleProps } from './bundle.ts';
import { deploymentParameter } from './deployment-parameter.ts';
import type { DeploymentParameterName } from './deployment-parameter.ts';
import { decryptingActions, encryptingActions } from './data-key.ts';
import { bucketActions, objectActions, objectKeyActions, tableActions } from './function-access.ts';
import type { BucketAccess, ObjectAccess, TableAccess } from './function-access.ts';
import { KeptLogGroup } from './kept-log-group.ts';
import { traceWhereThereIs } from './tracing.ts';
import { tableIndexes } from './registration-table.ts';
import type { UsedTable } from './table-in-use.ts';

/** Environment variables that carry parameters of the deployment. */
const parameterVariables = {
  PUBLICITY_DAY_SECONDS: 'PublicityDaySeconds',
  DEADLINE_DAY_SECONDS: 'DeadlineDaySeconds',
  SITE_URL: 'SiteUrl',
  EMAIL_SENDER: 'EmailSender',
  PROVINCE_ISSUER: 'ProvinceIssuer',
  STAFF_ISSUER: 'StaffIssuer',
  PROVINCE_CLIENT_ID: 'ProvinceClientId',
  STAFF_CLIENT_ID: 'StaffClientId',
  API_AUDIENCE: 'ApiAudience',
} as const satisfies Record<string, DeploymentParameterName>;

/** Name of an environment variable that carries a parameter of the deployment. */
export type ParameterVariable = keyof typeof parameterVariables;

/** A function of the product. */
export interface ProductFunctionProps {
  readonly description: string;
  readonly bundle: BundleProps;
  readonly bundler: Bundler;
  /** Encrypts the logs. */
  readonly encryptionKey: Key;
  /** Seconds. */
  readonly timeoutSeconds: number;
  /** Megabytes; one virtual processor is 1769 ("Configure Lambda function memory"). */
  readonly memoryMegabytes: number;
  readonly parameters?: readonly ParameterVariable[];
  readonly concurrency?: DeploymentParameterName;
}

/** A bucket and what a function does with its objects and learns of the bucket itself. */
export interface BucketBinding {
  readonly bucket: Bucket;
  readonly variable: 'INCOMING_BUCKET' | 'DOCUMENTS_BUCKET' | 'AUDIT_BUCKET' | 'EXPORTS_BUCKET';
  readonly objects: readonly ObjectAccess[];
  readonly itself?: readonly BucketAccess[];
}

/** A secret and the variable by which a function finds it. */
export interface SecretBinding {
  readonly secret: Secret;
  readonly variable: 'IDENTITY_KEY_SECRET_ARN' | 'DISTRIBUTION_KEY_SECRET_ARN';
}

/**
 * A Lambda function as all of this product are: Node 24 on arm64, one bundle, JSON logs kept for a year, traced, a role that may only write to
 * its own log group. Each `bind…` method grants exactly the access it names and sets the variable by which the code finds the resource.
 */
export class ProductFunction extends Function {
  readonly bundle: BundleProps;

  constructor(scope: Construct, id: string, props: ProductFunctionProps) {
    const logGroup = new KeptLogGroup(scope, `${id}Logs`, { encryptionKey: props.encryptionKey });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: props.bundler.code(props.bundle),
      timeout: Duration.seconds(props.timeoutSeconds),
      memorySize: props.memoryMegabytes,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: id,
        POWERTOOLS_LOG_LEVEL: 'INFO',
      },
    });
    this.bundle = props.bundle;
    traceWhereThereIs(this, 'TracingConfig', { Mode: 'Active' });
    if (props.concurrency !== undefined) this.#limit(props.concurrency);
    for (const variable of props.parameters ?? []) {
      this.addEnvironment(variable, deploymentParameter(this, parameterVariables[variable]));
    }
  }

  /** "Reserving concurrency": what this function may use at most, and others cannot take from it. */
  #limit(name: DeploymentParameterName): void {
    const limit = deploymentParameter(this, name);
    const has = new CfnCondition(this, 'IsLimited', { expression: Fn.conditionNot(Fn.conditionEquals(limit, '0')) });
    const { defaultChild } = this.node;
    if (!(defaultChild instanceof CfnFunction)) throw new Error(`${this.node.path} has no resource`);
    const value = Fn.conditionIf(has.logicalId, limit, Aws.NO_VALUE);
    defaultChild.addPropertyOverride('ReservedConcurrentExecutions', value);
  }

  /** Reading is by key and index only; the table is never scanned, so nothing may. */
  bindTable({ table, access }: { table: UsedTable; access: readonly TableAccess[] }): void {
    this.addEnvironment('TABLE_NAME', table.tableName);
    this.#allow(
      access.flatMap((name) => tableActions[name]),
      [table.tableArn, ...tableIndexes.map((name) => `${table.tableArn}/index/${name}`)],
    );
    const writes = access.some((name) => name === 'put' || name === 'update' || name === 'delete');
    if (table.encryptionKey) this.#allowKey(table.encryptionKey, writes ? encryptingActions : decryptingActions);
  }

  /** The objects of a bucket; what they are called is in the table. */
  bindBucket({ bucket, variable, objects, itself = [] }: BucketBinding): void {
    this.addEnvironment(variable, bucket.bucketName);
    const actions = objects.flatMap((name) => objectActions[name]);
    if (actions.length > 0) this.#allow(actions, [bucket.arnForObjects('*')]);
    const keyActions = objects.flatMap((name) => objectKeyActions[name]);
    if (bucket.encryptionKey && keyActions.length > 0) this.#allowKey(bucket.encryptionKey, keyActions);
    for (const name of itself) this.#allow(bucketActions[name], [bucket.bucketArn]);
  }

  /** A secret that the code finds by a variable. */
  bindSecret({ secret, variable }: SecretBinding): void {
    this.addEnvironment(variable, secret.secretArn);
    this.#allow(['secretsmanager:GetSecretValue'], [secret.secretArn]);
    if (secret.encryptionKey) this.#allowKey(secret.encryptionKey, ['kms:Decrypt']);
  }

  /** Starts executions and answers their waiting tasks. */
  bindStateMachine({ stateMachine }: { stateMachine: StateMachine }): void {
    this.addEnvironment('STATE_MACHINE_ARN', stateMachine.stateMachineArn);
    this.#allow(['states:StartExecution', 'states:SendTaskSuccess'], [stateMachine.stateMachineArn]);
  }

  /** Sees which executions run. */
  bindExecutions({ stateMachine }: { stateMachine: StateMachine }): void {
    this.addEnvironment('STATE_MACHINE_ARN', stateMachine.stateMachineArn);
    this.#allow(['states:ListExecutions'], [stateMachine.stateMachineArn]);
  }

  /** Starts executions that carry out jobs. */
  bindJobMachine({ jobs }: { jobs: StateMachine }): void {
    this.addEnvironment('JOB_MACHINE_ARN', jobs.stateMachineArn);
    this.#allow(['states:StartExecution'], [jobs.stateMachineArn]);
  }

  /** Puts events on the bus. */
  bindEventBus({ bus }: { bus: EventBus }): void {
    this.addEnvironment('EVENT_BUS_NAME', bus.eventBusName);
    this.#allow(['events:PutEvents'], [bus.eventBusArn]);
  }

  /** Queues e-mails; where none are sent the address is empty. */
  bindMailQueue({ queue, url }: { queue: Queue; url: string }): void {
    this.addEnvironment('MAIL_QUEUE_URL', url);
    this.#allow(['sqs:SendMessage'], [queue.queueArn]);
  }

  #allow(actions: readonly string[], resources: readonly string[]): void {
    this.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }

  #allowKey(key: IKey, actions: readonly string[]): void {
    this.#allow(actions, [key.keyArn]);
  }
}
