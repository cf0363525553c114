import type { ExecutionRow } from './journal-schema.ts';

/** AWS: an execution can be redriven for 14 days after it ended. */
const redrivableMs = 14 * 24 * 3600 * 1000;

/** AWS: at most this many redrives of one execution. */
const mostRedrives = 1000;

/** Why an execution cannot be redriven at a moment (milliseconds since 1970), or undefined when it can. */
export function redriveObstacle(row: ExecutionRow, nowMs: number): string | undefined {
  if (row.status === 'RUNNING') return 'Execution is RUNNING and cannot be redriven';
  if (row.status === 'SUCCEEDED') return 'Execution is SUCCEEDED and cannot be redriven';
  if (nowMs - (row.stopped_ms ?? nowMs) > redrivableMs) return 'Execution has exceeded the redrivable period';
  if (row.redrive_count >= mostRedrives) return 'Execution has exceeded the maximum number of redrives';
  return undefined;
}

/** An execution in the form of `DescribeExecution`. */
export function describeExecution(row: ExecutionRow, nowMs: number): Readonly<Record<string, unknown>> {
  const obstacle = redriveObstacle(row, nowMs);
  return {
    ...listExecution(row),
    input: row.input,
    inputDetails: { included: true },
    ...(row.output === null ? {} : { output: row.output, outputDetails: { included: true } }),
    ...(row.error === null ? {} : { error: row.error }),
    ...(row.cause === null ? {} : { cause: row.cause }),
    redriveStatus: obstacle === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    ...(obstacle === undefined ? {} : { redriveStatusReason: obstacle }),
  };
}

/** The detail of "Step Functions Execution Status Change", the event that AWS puts on the default bus. Times are milliseconds since 1970. */
export function statusChange(row: ExecutionRow, nowMs: number): Readonly<Record<string, unknown>> {
  const obstacle = redriveObstacle(row, nowMs);
  return {
    executionArn: row.arn,
    stateMachineArn: row.machine_arn,
    name: row.name,
    status: row.status,
    startDate: row.started_ms,
    stopDate: row.stopped_ms,
    input: row.input,
    output: row.output,
    inputDetails: { included: true },
    outputDetails: row.output === null ? null : { included: true },
    error: row.error,
    cause: row.cause,
    redriveCount: row.redrive_count,
    redriveDate: row.redriven_ms,
    redriveStatus: obstacle === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    redriveStatusReason: obstacle ?? null,
  };
}

/** An execution in the form of `ListExecutions`. Times are seconds since 1970, as AWS JSON has them. */
export function listExecution(row: ExecutionRow): Readonly<Record<string, unknown>> {
  return {
    executionArn: row.arn,
    stateMachineArn: row.machine_arn,
    name: row.name,
    status: row.status,
    startDate: row.started_ms / 1000,
    ...(row.stopped_ms === null ? {} : { stopDate: row.stopped_ms / 1000 }),
    redriveCount: row.redrive_count,
    ...(row.redriven_ms === null ? {} : { redriveDate: row.redriven_ms / 1000 }),
  };
}
