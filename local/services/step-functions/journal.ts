import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { isDiskFault, openSqlite, transaction } from '../../ground/sqlite.ts';
import type { StoredEvent } from './history.ts';
import {
  type AttemptRow,
  attemptRow,
  eventRow,
  type ExecutionRow,
  executionRow,
  type ExecutionStatus,
  journalTables,
} from './journal-schema.ts';

/** Which executions a page lists, newest first, beginning behind `after`. */
interface ExecutionPage {
  readonly machineArn: string;
  readonly status?: ExecutionStatus | undefined;
  readonly redriven?: boolean | undefined;
  readonly after?: { readonly startedMs: number; readonly arn: string } | undefined;
  readonly limit: number;
}

/** The durable record of all executions. Reads see what is durable. */
export interface Journal {
  /** Records changes together, and resolves when they are on disk. Changes of one turn of the event loop share one write. */
  commit(changes: readonly Change[]): Promise<void>;
  /** Resolves when everything handed in so far is on disk. */
  settled(): Promise<void>;
  execution(arn: string): ExecutionRow | undefined;
  running(): ExecutionRow[];
  executions(page: ExecutionPage): ExecutionRow[];
  attempts(arn: string, visit: number): AttemptRow[];
  /** The execution that a token was made for, whether or not it still counts. */
  executionOfToken(token: string): string | undefined;
  events(arn: string, page: { from: number; limit: number; reverse: boolean }): StoredEvent[];
  lastEventId(arn: string): number;
  /** Records a definition under its hash. Answers when the machine was first seen (milliseconds since 1970). */
  addDefinition(machineArn: string, hash: string, text: string, nowMs: number): number;
  definition(machineArn: string, hash: string): string | undefined;
  /** Finishes what is pending and closes the file. */
  close(): Promise<void>;
}

/** One thing to record. */
export type Change =
  | { readonly table: 'execution'; readonly row: ExecutionRow }
  | { readonly table: 'attempt'; readonly arn: string; readonly visit: number; readonly row: AttemptRow }
  | { readonly table: 'event'; readonly arn: string; readonly event: StoredEvent };

/**
 * Opens the journal in a folder, making it when needed.
 *
 * @throws StartError when another process has it open or it is damaged
 */
export function openJournal(folder: string): Journal {
  const file = join(folder, 'executions.sqlite');
  const prepare = (opened: DatabaseSync): void => opened.exec(journalTables);
  const database = openSqlite({ file, name: `The journal of executions ${file}`, prepare });
  const write = preparedWriter(database);
  let pending: { changes: readonly Change[]; done: PromiseWithResolvers<undefined> }[] = [];
  let flush: Promise<unknown> | undefined;
  let closing = false;

  function flushPending() {
    const batch = pending;
    pending = [];
    flush = undefined;
    try {
      transaction(database, () => {
        for (const { changes } of batch) changes.forEach(write);
      });
    } catch (error) {
      // A full disk or a failing one may heal: whoever waits goes on waiting, nothing goes on before it is durable, and no restart is needed.
      if (!closing && isDiskFault(error)) {
        pending = [...batch, ...pending];
        flush ??= pause(retryPauseMs).then(flushPending);
        return;
      }
      for (const { done } of batch) done.reject(error);
      return;
    }
    for (const { done } of batch) done.resolve(undefined);
  }

  async function commit(changes: readonly Change[]) {
    const done = Promise.withResolvers<undefined>();
    pending.push({ changes, done });
    flush ??= new Promise((resolve) => setImmediate(resolve)).then(flushPending);
    await done.promise;
  }

  const statements = {
    execution: database.prepare('SELECT * FROM execution WHERE arn = ?'),
    running: database.prepare("SELECT * FROM execution WHERE status = 'RUNNING' ORDER BY started_ms"),
    executions: database.prepare(
      `SELECT * FROM execution WHERE machine_arn = :machine AND (:status IS NULL OR status = :status)
       AND (:redriven IS NULL OR (redrive_count > 0) = :redriven)
       AND (:arn IS NULL OR (started_ms, arn) < (:started, :arn)) ORDER BY started_ms DESC, arn DESC LIMIT :limit`,
    ),
    attempts: database.prepare('SELECT * FROM attempt WHERE arn = ? AND visit = ? ORDER BY number'),
    token: database.prepare('SELECT arn FROM attempt WHERE token = ?'),
    events: database.prepare('SELECT * FROM event WHERE arn = ? AND id >= ? ORDER BY id LIMIT ?'),
    eventsBack: database.prepare('SELECT * FROM event WHERE arn = ? AND id <= ? ORDER BY id DESC LIMIT ?'),
    lastEvent: database.prepare('SELECT coalesce(max(id), 0) AS id FROM event WHERE arn = ?'),
    addDefinition: database.prepare('INSERT OR IGNORE INTO definition VALUES (?, ?, ?, ?)'),
    firstSeen: database.prepare('SELECT min(created_ms) AS created_ms FROM definition WHERE machine_arn = ?'),
    definition: database.prepare('SELECT text FROM definition WHERE machine_arn = ? AND hash = ?'),
  };

  return {
    commit,
    settled: () => commit([]),
    execution: (arn) => executionRow.optional().parse(statements.execution.get(arn)),
    running: () => executionRow.array().parse(statements.running.all()),
    executions: ({ machineArn, status, redriven, after, limit }) =>
      executionRow.array().parse(
        statements.executions.all({
          ':machine': machineArn,
          ':status': status ?? null,
          ':redriven': redriven === undefined ? null : Number(redriven),
          ':arn': after?.arn ?? null,
          ':started': after?.startedMs ?? null,
          ':limit': limit,
        }),
      ),
    attempts: (arn, visit) => attemptRow.array().parse(statements.attempts.all(arn, visit)),
    executionOfToken: (token) => z.object({ arn: z.string() }).optional().parse(statements.token.get(token))?.arn,
    events: (arn, { from, limit, reverse }) =>
      eventRow.array().parse((reverse ? statements.eventsBack : statements.events).all(arn, from, limit)),
    lastEventId: (arn) => z.object({ id: z.number() }).parse(statements.lastEvent.get(arn)).id,
    addDefinition(machineArn, hash, text, nowMs) {
      statements.addDefinition.run(machineArn, hash, text, nowMs);
      return z.object({ created_ms: z.number() }).parse(statements.firstSeen.get(machineArn)).created_ms;
    },
    definition: (machineArn, hash) =>
      z.object({ text: z.string() }).optional().parse(statements.definition.get(machineArn, hash))?.text,
    async close() {
      closing = true;
      await commit([]).catch(() => undefined);
      database.close();
    },
  };
}

/** Milliseconds between two tries to write while the disk is full or failing. */
const retryPauseMs = 500;

function preparedWriter(database: DatabaseSync): (change: Change) => void {
  const execution = database.prepare(
    `INSERT OR REPLACE INTO execution VALUES (:arn, :machine_arn, :definition_hash, :name, :input, :status, :output, :error,
     :cause, :started_ms, :stopped_ms, :redrive_count, :redriven_ms, :redrive_token, :visit, :state, :state_input, :entered_ms)`,
  );
  const attempt = database.prepare('INSERT OR REPLACE INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const event: StatementSync = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?)');
  return (change) => {
    switch (change.table) {
      case 'execution':
        execution.run({ ...change.row });
        return;
      case 'attempt':
        attempt.run(change.arn, change.visit, ...attemptColumns(change.row));
        return;
      case 'event':
        event.run(
          change.arn,
          change.event.id,
          change.event.atMs,
          change.event.type,
          JSON.stringify(change.event.details),
        );
    }
  };
}

function attemptColumns(row: AttemptRow) {
  return [
    row.number,
    row.token,
    row.payload === null ? null : JSON.stringify(row.payload),
    row.function_name,
    row.not_before_ms,
    row.deadline_ms,
    Number(row.submitted),
    row.outcome === null ? null : JSON.stringify(row.outcome),
  ];
}
