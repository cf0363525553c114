import type { TransactionEntities } from './entities.ts';

/** The operation by which a transaction counts itself as done for a job. */
export function jobOperations(entities: Pick<TransactionEntities, 'bulkJob'>, jobId: string) {
  return [entities.bulkJob.patch({ jobId }).add({ done: 1 }).commit()];
}
