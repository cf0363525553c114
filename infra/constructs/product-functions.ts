import { Annotations } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { functionNames, functionRows } from '../function-rows.ts';
import type { FunctionName, FunctionRow } from '../function-rows.ts';
import { Bundler } from './bundle.ts';
import type { BundleProps } from './bundle.ts';
import type { FunctionAccess } from './function-access.ts';
import { capitalized } from './http-api.ts';
import { sharpPackage } from './native-packages.ts';
import { ProductFunction } from './product-function.ts';
import type { UsedTable } from './table-in-use.ts';

/** Every function of the application. */
export type ProductFunctions = Readonly<Record<FunctionName, ProductFunction>>;

/** What the functions keep their data in. */
export interface FunctionStorage {
  readonly dataKey: Key;
  readonly table: UsedTable;
  readonly incoming: Bucket;
  readonly documents: Bucket;
  readonly audit: Bucket;
  readonly exports: Bucket;
  readonly identityKey: Secret;
  readonly distributionKey: Secret;
}

/** Defines the functions of the application with exactly the access that their rows name, but for the workflow and the bus. */
export function defineFunctions(scope: Construct, storage: FunctionStorage): ProductFunctions {
  const sharp = sharpPackage();
  const bundles = mapRows((row) => bundleOf(row, sharp.copies));
  const bundler = new Bundler(Object.values(bundles));
  return mapRows((row, name) => {
    const lambda = new ProductFunction(scope, capitalized(name), {
      ...row,
      bundle: bundles[name],
      bundler,
      encryptionKey: storage.dataKey,
    });
    bindStorage(lambda, row.access, storage);
    if (row.drawsWithSharp && !sharp.fitsLambda) {
      Annotations.of(lambda).addWarningV2(
        'registration:SharpBinaries',
        'The binaries of sharp are not those of Linux on arm64: run `npm run prepare:arm64` before a deployment.',
      );
    }
    return lambda;
  });
}

/** Gives access to the workflow and the bus, which are made after the functions, to those whose rows name them. */
export function bindWorkflow(
  functions: ProductFunctions,
  to: { stateMachine: StateMachine; jobs: StateMachine; bus: EventBus },
): void {
  for (const name of functionNames) {
    const { workflow, executions, bus }: FunctionAccess = functionRows[name].access;
    if (workflow) {
      functions[name].bindStateMachine(to);
      functions[name].bindJobMachine(to);
    }
    if (executions) functions[name].bindExecutions(to);
    if (bus) functions[name].bindEventBus(to);
  }
}

function bundleOf(row: FunctionRow, sharpFiles: NonNullable<BundleProps['copies']>): BundleProps {
  const { entry, copies = [], packageJson, drawsWithSharp } = row;
  return {
    entry,
    ...(drawsWithSharp && { external: ['sharp'] }),
    copies: drawsWithSharp ? [...sharpFiles, ...copies] : copies,
    ...(packageJson && { packageJson }),
  };
}

function bindStorage(lambda: ProductFunction, access: FunctionAccess, storage: FunctionStorage): void {
  const { table, incoming, incomingBucket = [], documents, documentsBucket = [], audit } = access;
  if (table) lambda.bindTable({ table: storage.table, access: table });
  if (incoming || incomingBucket.length > 0) {
    const objects = { variable: 'INCOMING_BUCKET', objects: incoming ?? [], itself: incomingBucket } as const;
    lambda.bindBucket({ bucket: storage.incoming, ...objects });
  }
  if (documents) {
    const objects = { variable: 'DOCUMENTS_BUCKET', objects: documents, itself: documentsBucket } as const;
    lambda.bindBucket({ bucket: storage.documents, ...objects });
  }
  if (audit) lambda.bindBucket({ bucket: storage.audit, variable: 'AUDIT_BUCKET', objects: audit });
  if (access.exports) {
    lambda.bindBucket({ bucket: storage.exports, variable: 'EXPORTS_BUCKET', objects: access.exports });
  }
  if (access.identityKey) lambda.bindSecret({ secret: storage.identityKey, variable: 'IDENTITY_KEY_SECRET_ARN' });
  if (access.distributionKey) {
    lambda.bindSecret({ secret: storage.distributionKey, variable: 'DISTRIBUTION_KEY_SECRET_ARN' });
  }
}

function mapRows<Value>(make: (row: FunctionRow, name: FunctionName) => Value): Readonly<Record<FunctionName, Value>>;
function mapRows(make: (row: FunctionRow, name: FunctionName) => unknown): unknown {
  return Object.fromEntries(functionNames.map((name) => [name, make(functionRows[name], name)]));
}
