import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { noFaults } from '../../ground/faults.ts';
import { functionEnvironment } from './environment.ts';
import { createFunctionPool, type FunctionPool } from './function-pool.ts';
import { writeLine } from './log-line.ts';
import type { WorkerData } from './messages.ts';
import type { InvokeResult } from '../../ground/invocation.ts';
import type { FunctionSettings, FunctionsSettings, RunningFunctions } from './settings.ts';

const defaultMaximumWorkers = 2;
const defaultSurplusIdleMs = 30_000;
const defaultStopGraceMs = 2000;

/** Starts the functions of the assembly lazily, each in worker threads of its own. Rejects when a code folder lacks its handler file. */
export function startFunctions(settings: FunctionsSettings): Promise<RunningFunctions> {
  return new Promise((resolve) => resolve(createFunctions(settings)));
}

function createFunctions(settings: FunctionsSettings): RunningFunctions {
  const pools = new Map(settings.functions.map((lambda) => [lambda.name, createPool(settings, lambda)]));
  const names = new Map(settings.functions.map((lambda) => [lambda.arn, lambda.name]));
  const find = (arnOrName: string): FunctionPool | undefined => {
    const unqualified = arnOrName.replace(/:\$LATEST$/, '');
    return pools.get(names.get(unqualified) ?? unqualified);
  };
  return {
    invoke: (arnOrName, payload, options) =>
      find(arnOrName)?.invoke(payload, options) ?? Promise.resolve(notFound(arnOrName)),
    warm: async (functionNames = [...pools.keys()]) => {
      for (const name of functionNames) await find(name)?.warm();
    },
    stop: async (graceMs = defaultStopGraceMs) => {
      await Promise.all([...pools.values()].map((pool) => pool.stop(graceMs)));
    },
  };
}

function createPool(settings: FunctionsSettings, lambda: FunctionSettings): FunctionPool {
  const { properties } = lambda;
  return createFunctionPool({
    name: lambda.name,
    data: locateHandler(lambda),
    environment: functionEnvironment(settings, lambda),
    timeoutMs: properties.Timeout * 1000,
    memoryMegabytes: properties.MemorySize,
    maximumWorkers: lambda.maximumWorkers ?? defaultMaximumWorkers,
    surplusIdleMs: settings.surplusIdleMs ?? defaultSurplusIdleMs,
    log: settings.log,
    faults: settings.faults ?? noFaults,
    onLine: (level, text, requestId) => writeLine(settings.log, lambda.name, level, text, requestId),
  });
}

function locateHandler(lambda: FunctionSettings): WorkerData {
  const { Handler } = lambda.properties;
  if (!existsSync(lambda.codeFolder)) throw new Error(`${lambda.name}: no folder ${lambda.codeFolder}`);
  // Node names loaded modules by their real path.
  const codeFolder = realpathSync(lambda.codeFolder);
  const point = Handler.lastIndexOf('.');
  // The order in which the runtime looks.
  const candidates = ['.js', '.mjs', '.cjs'].map((ending) => join(codeFolder, Handler.slice(0, point) + ending));
  const moduleFile = candidates.find((file) => existsSync(file));
  if (moduleFile === undefined)
    throw new Error(`${lambda.name}: no module for handler ${Handler} in ${lambda.codeFolder}`);
  return { codeFolder, moduleFile, exportName: Handler.slice(point + 1), arn: lambda.arn };
}

function notFound(arnOrName: string): InvokeResult {
  return { ok: false, errorType: 'ResourceNotFoundException', errorMessage: `Function not found: ${arnOrName}` };
}
