import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { ProductFunction } from './product-function.ts';
import { mapStream } from './stream-mapping.ts';
import type { UsedTable } from './table-in-use.ts';

/** Where records come from and go to. */
export interface StreamProjectionProps {
  readonly table: UsedTable;
  readonly target: ProductFunction;
}

/** The entities by whose changes lists, searches and figures are kept; each has a projection in functions/projection. */
export const projectedEntities = ['workItem', 'application', 'practitioner', 'registration', 'objection'] as const;

/** Delivers to the projector every change of what is found by terms, in order per item. It is the second reader of the stream, and there is no third. */
export class StreamProjection extends Construct {
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { table, target }: StreamProjectionProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    const entities = { __edb_e__: { S: [...projectedEntities] } };
    mapStream(this, {
      table,
      target,
      patterns: [{ dynamodb: { NewImage: entities } }, { eventName: ['REMOVE'], dynamodb: { OldImage: entities } }],
      batchSize: 25,
      parallelizationFactor: 2,
      // As for the dispatcher: a record that fails for its own sake holds up its shard for at most eleven minutes.
      retryAttempts: 10,
      deadLetters: this.deadLetters,
    });
  }
}
