import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Faults } from '../../ground/faults.ts';
import type { LogSink } from '../../ground/log-sink.ts';
import type { Invoke, InvokeResult } from '../../ground/invocation.ts';
import type { SendToQueue } from '../queues/queues.ts';
import type { FunctionRecord } from './record.ts';
import type { EventSourceMappingProperties } from './settings.ts';

/** What delivering batches needs. */
export interface DeliverySettings {
  readonly id: string;
  readonly properties: EventSourceMappingProperties;
  readonly invoke: Invoke;
  readonly sendToQueue: SendToQueue;
  /** Records that are delivered twice, or that others overtake; default none. */
  readonly faults?: Faults;
  readonly log: LogSink;
  readonly streamArn: string;
  /** Aborted when the poller stops: undelivered records stay for the next start. */
  readonly ending: AbortSignal;
}

/** First and longest pause before a failed batch is tried again; the service backs off likewise. */
const retryFirstMs = 200;
const retryLongestMs = 10_000;

/**
 * Delivers one batch, following "How Lambda processes records from stream and queue-based event sources": on partial failure goes on from
 * the lowest failed record, on failure halves the batch if the mapping says so (halving does not count as a retry), gives up after the
 * retries or the age the mapping allows and then tells the failure destination. `done` is called for records as they are settled, in
 * order. Resolves to false when the poller stopped first.
 */
export async function deliverBatch(
  settings: DeliverySettings,
  shardId: string,
  records: readonly FunctionRecord[],
  done: (records: readonly FunctionRecord[]) => void,
  attempt = 0,
): Promise<boolean> {
  const { properties } = settings;
  const fresh = await discardExpired(settings, shardId, records, done);
  if (fresh.length === 0) return true;
  if (hasEnded(settings.ending)) return false;
  const result = await settings.invoke(properties.FunctionName, { Records: fresh.map(({ event }) => event) });
  if (settings.faults?.strikes('duplicate') === true)
    await settings.invoke(properties.FunctionName, { Records: fresh.map(({ event }) => event) });
  const failedFrom = firstFailure(properties, fresh, result);
  done(fresh.slice(0, failedFrom));
  const rest = fresh.slice(failedFrom);
  if (rest.length === 0) return true;
  if (hasEnded(settings.ending)) return false;
  logFailure(settings, rest, result, attempt);

  if (properties.BisectBatchOnFunctionError && rest.length > 1) {
    const middle = Math.ceil(rest.length / 2);
    return (
      (await deliverBatch(settings, shardId, rest.slice(0, middle), done, attempt)) &&
      (await deliverBatch(settings, shardId, rest.slice(middle), done, attempt))
    );
  }
  // Progress was made: the record that now stands first has not been retried yet.
  const nextAttempt = failedFrom > 0 ? 1 : attempt + 1;
  if (properties.MaximumRetryAttempts !== -1 && nextAttempt > properties.MaximumRetryAttempts) {
    await giveUp(settings, shardId, rest, 'RetryAttemptsExhausted', result, nextAttempt);
    done(rest);
    return true;
  }
  if (!(await pause(Math.min(retryLongestMs, retryFirstMs * 2 ** (nextAttempt - 1)), settings.ending))) return false;
  return deliverBatch(settings, shardId, rest, done, nextAttempt);
}

const responseSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish(),
});

/** Index of the first record that counts as failed; the length of the batch when none did. */
function firstFailure(
  properties: EventSourceMappingProperties,
  records: readonly FunctionRecord[],
  result: InvokeResult,
): number {
  if (!result.ok) return 0;
  if (!properties.FunctionResponseTypes.includes('ReportBatchItemFailures')) return records.length;
  // "Success and failure conditions": an empty answer is success, a malformed one or an unknown identifier fails the whole batch.
  if (result.payload === null) return records.length;
  const response = responseSchema.safeParse(result.payload);
  if (!response.success) return 0;
  const failures = response.data.batchItemFailures ?? [];
  const positions = failures.map(({ itemIdentifier }) =>
    records.findIndex((record) => record.sequenceNumber === itemIdentifier),
  );
  return Math.max(0, Math.min(records.length, ...positions));
}

async function discardExpired(
  settings: DeliverySettings,
  shardId: string,
  records: readonly FunctionRecord[],
  done: (records: readonly FunctionRecord[]) => void,
): Promise<readonly FunctionRecord[]> {
  const { MaximumRecordAgeInSeconds } = settings.properties;
  if (MaximumRecordAgeInSeconds === -1) return records;
  const oldest = Date.now() - MaximumRecordAgeInSeconds * 1000;
  const fresh = records.filter(({ writtenAt }) => writtenAt >= oldest);
  const expired = records.filter(({ writtenAt }) => writtenAt < oldest);
  if (expired.length > 0) {
    await giveUp(settings, shardId, expired, 'RecordAgeExceeded', undefined, 0);
    done(expired);
  }
  return fresh;
}

async function giveUp(
  settings: DeliverySettings,
  shardId: string,
  records: readonly FunctionRecord[],
  condition: string,
  result: InvokeResult | undefined,
  invokeCount: number,
): Promise<void> {
  const destination = settings.properties.DestinationConfig?.OnFailure.Destination;
  const message = `${records.length} record(s) given up: ${condition}`;
  settings.log.write({
    source: settings.id,
    level: 'ERROR',
    message,
    fields: { destination, first: records[0]?.event },
  });
  if (destination === undefined) return;
  const body = JSON.stringify(failureNotice(settings, shardId, records, condition, result, invokeCount));
  for (;;) {
    try {
      await settings.sendToQueue(destination, body);
      return;
    } catch (error) {
      settings.log.write({ source: settings.id, level: 'ERROR', message: `Failure destination: ${String(error)}` });
      if (!(await pause(retryLongestMs, settings.ending))) throw error;
    }
  }
}

/** The message Lambda sends to a failure destination of a stream: where the records are, not the records ("Retain discarded records"). */
function failureNotice(
  settings: DeliverySettings,
  shardId: string,
  records: readonly FunctionRecord[],
  condition: string,
  result: InvokeResult | undefined,
  invokeCount: number,
): unknown {
  const times = records.map(({ writtenAt }) => writtenAt);
  return {
    requestContext: {
      functionArn: settings.properties.FunctionName,
      condition,
      approximateInvokeCount: invokeCount,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      functionError: result === undefined || result.ok ? null : 'Unhandled',
      ...(result === undefined || result.ok ? {} : { errorType: result.errorType, errorMessage: result.errorMessage }),
    },
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: records[0]?.sequenceNumber,
      endSequenceNumber: records.at(-1)?.sequenceNumber,
      approximateArrivalOfFirstRecord: new Date(Math.min(...times)).toISOString(),
      approximateArrivalOfLastRecord: new Date(Math.max(...times)).toISOString(),
      batchSize: records.length,
      streamArn: settings.streamArn,
    },
  };
}

function logFailure(
  settings: DeliverySettings,
  records: readonly FunctionRecord[],
  result: InvokeResult,
  attempt: number,
): void {
  const reason = result.ok ? 'reported by the function' : `${result.errorType}: ${result.errorMessage}`;
  settings.log.write({
    source: settings.id,
    level: 'WARN',
    message: `Batch of ${records.length} failed (attempt ${attempt + 1}): ${reason}`,
    fields: { firstSequenceNumber: records[0]?.sequenceNumber },
  });
}

/** Whether the poller is stopping. A function, because the answer changes while awaiting, which narrowing does not see. */
export function hasEnded(ending: AbortSignal): boolean {
  return ending.aborted;
}

/** Waits; false when the poller stopped meanwhile. */
export async function pause(milliseconds: number, ending: AbortSignal): Promise<boolean> {
  try {
    await sleep(milliseconds, undefined, { signal: ending });
    return true;
  } catch {
    return false;
  }
}
