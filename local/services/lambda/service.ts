import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import * as z from 'zod';
import { localArn, named } from '../../assembly/identity.ts';
import { functionName } from '../../assembly/permissions.ts';
import { assetPath, attributeOf, checkedProperties } from '../../assembly/plan.ts';
import { describeResource } from '../../assembly/resolved-resource.ts';
import type { ResolvedResource } from '../../assembly/resolved-resource.ts';
import type { PlanContext } from '../../assembly/resource-type.ts';
import { localRegion } from '../../ground/local-account.ts';
import { StartError } from '../../ground/start-error.ts';
import type { LocalService } from '../service.ts';
import { answerInvocations } from './invoke-api.ts';
import { startFunctions } from './pool.ts';
import { functionPropertiesSchema } from './settings.ts';
import type { Invoke } from '../../ground/invocation.ts';
import type { FunctionSettings, RunningFunctions } from './settings.ts';

/** The functions, as other services call them. */
export interface Functions extends LocalService {
  /** An invocation that comes before the start waits. */
  readonly invoke: Invoke;
  /** The functions that were planned. */
  readonly planned: readonly FunctionSettings[];
  /** ARN of the role that a function has; undefined when there is no such function. */
  roleOf(arnOrName: string): string | undefined;
  /** Loads functions ahead of their first invocation. */
  load(arns: readonly string[]): Promise<void>;
}

// One worker of each function for every two processors: more would only cost memory here, some 45 MB each, 200 MB for drawing.
const maximumWorkers = Math.max(1, Math.floor(availableParallelism() / 2));

const codeSchema = z.strictObject({ S3Bucket: z.unknown(), S3Key: z.string() });

/** Lambda: functions in worker threads. A function that only serves a custom resource is not run: the service of that resource does its work. */
export function lambdaService(): Functions {
  const functions: FunctionSettings[] = [];
  const running = Promise.withResolvers<RunningFunctions>();
  const invoke: Invoke = async (...invocation) => (await running.promise).invoke(...invocation);
  return {
    resourceTypes: {
      'AWS::Lambda::Function': {
        identify: named('lambda', 'function:', 'FunctionName', 64),
        plan: (resource, context) => {
          if (!context.providerFunctions.has(attributeOf(resource, 'Arn'))) functions.push(plan(resource, context));
        },
      },
    },
    checkPermissions: (permissions) => {
      // Without them a function runs and leaves no word.
      for (const { properties } of functions) {
        const group = properties.LoggingConfig?.LogGroup;
        if (properties.Role === undefined || group === undefined) continue;
        for (const action of ['logs:CreateLogStream', 'logs:PutLogEvents'])
          permissions.requireGrant(properties.Role, action, localArn('logs', `log-group:${group}:*`));
      }
    },
    rest: answerInvocations(invoke),
    start: async ({ sdkEnvironment: environment, faults, log, stops }) => {
      const started = await startFunctions({ region: localRegion, functions, environment, faults, log });
      stops.add('functions', () => started.stop(1000));
      running.resolve(started);
    },
    invoke,
    planned: functions,
    roleOf: (arnOrName) => functions.find(({ name }) => name === functionName(arnOrName))?.properties.Role,
    load: async (arns) => (await running.promise).warm(arns.map(functionName)),
  };
}

function plan(resource: ResolvedResource, context: PlanContext): FunctionSettings {
  const properties = checkedProperties(functionPropertiesSchema, resource);
  const code = codeSchema.safeParse(properties.Code);
  if (!code.success)
    throw new StartError(`${describeResource(resource)}: property Code: only an asset can be run locally`);
  const codeFolder = assetPath(resource, context, code.data.S3Key);
  if (!statSync(codeFolder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StartError(`${describeResource(resource)}: property Code: ${codeFolder} is not a folder`);
  }
  return { arn: attributeOf(resource, 'Arn'), name: resource.identity.ref, codeFolder, properties, maximumWorkers };
}
