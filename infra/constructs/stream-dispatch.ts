import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { ProductFunction } from './product-function.ts';
import { mapStream } from './stream-mapping.ts';
import type { UsedTable } from './table-in-use.ts';

/** Where records come from and go to. */
export interface StreamDispatchProps {
  readonly table: UsedTable;
  readonly target: ProductFunction;
}

/**
 * Delivers to the dispatcher, in order per application, what the workflow and the messages follow from: every appended event of an application,
 * every work item at the moment it is closed, every company that becomes known or is named otherwise, every job for the background, every message, and every file or paper that goes, whose object then goes too. The filter keeps all other changes of the table from invoking anything.
 */
export class StreamDispatch extends Construct {
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { table, target }: StreamDispatchProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    mapStream(this, {
      table,
      target,
      patterns: [appended, workItemClosed, removed, named, pulse],
      batchSize: 25,
      // Two batches of one shard at a time; the order within an application stays, since it shares a partition key.
      parallelizationFactor: 2,
      // A record that fails for its own sake holds up its shard for at most 11 tries × 60 s (the function's timeout) = 11 minutes.
      retryAttempts: 10,
      deadLetters: this.deadLetters,
    });
  }
}

// `__edb_e__` is the attribute in which ElectroDB keeps the name of an item's entity.
const appended = {
  eventName: ['INSERT'],
  dynamodb: { NewImage: { __edb_e__: { S: ['applicationEvent', 'knownEmployer', 'registration', 'job', 'message'] } } },
};
const named = {
  eventName: ['MODIFY'],
  dynamodb: { NewImage: { __edb_e__: { S: ['knownEmployer', 'registration'] } } },
};
const removed = {
  eventName: ['REMOVE'],
  dynamodb: { OldImage: { __edb_e__: { S: ['file', 'document', 'registration'] } } },
};
// Nothing follows from it: that it comes is what the alarm StreamSilence counts on.
const pulse = { dynamodb: { NewImage: { __edb_e__: { S: ['pulse'] } } } };
const workItemClosed = {
  eventName: ['MODIFY'],
  dynamodb: {
    NewImage: { __edb_e__: { S: ['workItem'] }, status: { S: ['closed'] } },
    OldImage: { status: { S: ['open'] } },
  },
};
