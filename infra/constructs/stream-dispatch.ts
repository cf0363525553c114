import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { ProductFunction } from './product-function.ts';

/** Where records come from and go to. */
export interface StreamDispatchProps {
  readonly table: Table;
  readonly target: ProductFunction;
}

/**
 * Delivers to the dispatcher, in order per application, what the workflow and the messages follow from: every appended event of an application
 * and every work item at the moment it is closed. The filter keeps all other changes of the table from invoking anything.
 */
export class StreamDispatch extends Construct {
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { table, target }: StreamDispatchProps) {
    super(scope, id);
    if (table.tableStreamArn === undefined) throw new Error(`${table.node.path} has no stream`);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target,
      eventSourceArn: table.tableStreamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [eventAppended, workItemClosed],
      batchSize: 25,
      // Two batches of one shard at a time; the order within an application stays, since it shares a partition key.
      parallelizationFactor: 2,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // A record that fails for its own sake holds up its shard for at most 11 tries × 60 s (the function's timeout) = 11 minutes.
      retryAttempts: 10,
      // A stream keeps a record for 24 hours. Giving up after 12 leaves 12 to read it from the stream by the message of the
      // dead-letter queue, which holds only its position.
      maxRecordAge: Duration.hours(12),
      onFailure: new SqsDlq(this.deadLetters),
    });
    const reading = new PolicyStatement({
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      resources: [table.tableStreamArn],
    });
    // Lambda checks the role when it makes the mapping.
    const granted = target.role?.addToPrincipalPolicy(reading).policyDependable;
    if (granted) mapping.node.addDependency(granted);
  }
}

// `__edb_e__` is the attribute in which ElectroDB keeps the name of an item's entity.
const eventAppended = filter({
  eventName: ['INSERT'],
  dynamodb: { NewImage: { __edb_e__: { S: ['applicationEvent'] } } },
});
const workItemClosed = filter({
  eventName: ['MODIFY'],
  dynamodb: {
    NewImage: { __edb_e__: { S: ['workItem'] }, status: { S: ['closed'] } },
    OldImage: { status: { S: ['open'] } },
  },
});

function filter(pattern: Readonly<Record<string, unknown>>) {
  return { pattern: JSON.stringify(pattern) };
}
