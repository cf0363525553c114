import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import type { ProductFunction } from './product-function.ts';
import type { UsedTable } from './table-in-use.ts';

/** Which records of a table go to which function, and how often each is tried. */
export interface StreamMappingProps {
  readonly table: UsedTable;
  readonly target: ProductFunction;
  /** Patterns of records; a record that fits none invokes nothing. */
  readonly patterns: readonly Readonly<Record<string, unknown>>[];
  readonly batchSize: number;
  readonly parallelizationFactor: number;
  readonly retryAttempts: number;
  readonly deadLetters: DeadLetterQueue;
  /** Where a new mapping begins: with all that the stream still holds, or with what comes. Default all. */
  readonly startingPosition?: StartingPosition;
}

/**
 * Delivers records of a table's stream to a function, in order per partition key, and gives up on those that fail into a dead-letter queue. A
 * shard of a stream serves two readers at once ("Reading and processing a stream"): there is room for two mappings and no third.
 */
export function mapStream(scope: Construct, props: StreamMappingProps): EventSourceMapping {
  const { table, target } = props;
  const mapping = new EventSourceMapping(scope, 'Mapping', {
    target,
    eventSourceArn: table.tableStreamArn,
    startingPosition: props.startingPosition ?? StartingPosition.TRIM_HORIZON,
    filters: props.patterns.map((pattern) => ({ pattern: JSON.stringify(pattern) })),
    batchSize: props.batchSize,
    parallelizationFactor: props.parallelizationFactor,
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: props.retryAttempts,
    // A stream keeps a record for 24 hours. Giving up after 12 leaves 12 to read it from the stream by the message of the
    // dead-letter queue, which holds only its position.
    maxRecordAge: Duration.hours(12),
    onFailure: new SqsDlq(props.deadLetters),
  });
  const reading = new PolicyStatement({
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    resources: [table.tableStreamArn],
  });
  // Lambda checks the role when it makes the mapping.
  const granted = target.role?.addToPrincipalPolicy(reading).policyDependable;
  if (granted) mapping.node.addDependency(granted);
  return mapping;
}
