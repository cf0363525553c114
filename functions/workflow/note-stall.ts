import * as z from 'zod';
import { ApplicationEntity } from '../records/entities.ts';
import { conditionHeld } from '../records/condition.ts';
import { lost, settleOrFail } from '../records/settle.ts';

const inputSchema = z.object({ applicationId: z.string().min(1), papersAlone: z.boolean().default(false) });

/**
 * "Step Functions Execution Status Change" (Step Functions developer guide, "EventBridge events"), as far as it is read. The input is
 * left out when it is too long to be sent, which an execution's here never is.
 */
export const executionStatusSchema = z.object({
  executionArn: z.string(),
  status: z.enum(['RUNNING', 'FAILED', 'TIMED_OUT', 'ABORTED']),
  input: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(inputSchema),
  /** Milliseconds since 1970. */
  startDate: z.number(),
  stopDate: z.number().nullish(),
  redriveDate: z.number().nullish(),
});

/** A change of an execution's status. */
export type ExecutionStatus = z.output<typeof executionStatusSchema>;

/**
 * Notes on an application that its execution has failed, so that its parties are told that the system is at it, and takes the note back
 * once an execution runs that was started or redriven later. Repeating it, or an older change that comes late, changes nothing, nor does an execution that draws
 * papers beside it.
 */
export async function noteStall(change: ExecutionStatus): Promise<'noted' | 'cleared' | 'unchanged'> {
  if (change.input.papersAlone) return 'unchanged';
  return change.status === 'RUNNING' ? await clear(change) : await note(change);
}

async function note({
  executionArn,
  input: { applicationId },
  startDate,
  stopDate,
}: ExecutionStatus): Promise<'noted' | 'unchanged'> {
  const at = new Date(stopDate ?? startDate).toISOString();
  return await settleOrFail(async () => {
    const { data: item } = await ApplicationEntity.get({ applicationId }).go({ consistent: true });
    if (item === null || (item.stalled !== undefined && item.stalled.at >= at)) return 'unchanged';
    const execution = executionArn.split(':').at(-1) ?? executionArn;
    const stalled = { execution, stateVersion: item.stateVersion, at };
    return (await conditionHeld(
      ApplicationEntity.patch({ applicationId })
        .set({ stalled })
        .where(({ stateVersion }, { eq }) => eq(stateVersion, item.stateVersion))
        .go(),
    ))
      ? 'noted'
      : lost;
  });
}

async function clear({
  input: { applicationId },
  startDate,
  redriveDate,
}: ExecutionStatus): Promise<'cleared' | 'unchanged'> {
  const at = new Date(redriveDate ?? startDate).toISOString();
  const cleared = await conditionHeld(
    ApplicationEntity.patch({ applicationId })
      .remove(['stalled'])
      .where(({ stalled }, { exists, lte }) => `${exists(stalled)} AND ${lte(stalled.at, at)}`)
      .go(),
  );
  return cleared ? 'cleared' : 'unchanged';
}
