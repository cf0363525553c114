import * as z from 'zod';
import { trustedJson } from './evaluate.ts';

/** Tables of the journal. Times are milliseconds since 1970; inputs and outputs are JSON text. */
export const journalTables = `
  CREATE TABLE IF NOT EXISTS definition (
    machine_arn TEXT NOT NULL, hash TEXT NOT NULL, text TEXT NOT NULL, created_ms INTEGER NOT NULL,
    PRIMARY KEY (machine_arn, hash)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS execution (
    arn TEXT PRIMARY KEY, machine_arn TEXT NOT NULL, definition_hash TEXT NOT NULL, name TEXT NOT NULL,
    input TEXT NOT NULL, status TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
    started_ms INTEGER NOT NULL, stopped_ms INTEGER,
    redrive_count INTEGER NOT NULL, redriven_ms INTEGER, redrive_token TEXT,
    visit INTEGER NOT NULL, state TEXT NOT NULL, state_input TEXT NOT NULL, entered_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS execution_by_start ON execution (machine_arn, started_ms, arn);
  CREATE INDEX IF NOT EXISTS execution_running ON execution (status) WHERE status = 'RUNNING';
  CREATE TABLE IF NOT EXISTS attempt (
    arn TEXT NOT NULL, visit INTEGER NOT NULL, number INTEGER NOT NULL, token TEXT, payload TEXT, function_name TEXT,
    not_before_ms INTEGER NOT NULL, deadline_ms INTEGER, submitted INTEGER NOT NULL, outcome TEXT,
    PRIMARY KEY (arn, visit, number)
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS attempt_by_token ON attempt (token) WHERE token IS NOT NULL;
  CREATE TABLE IF NOT EXISTS event (
    arn TEXT NOT NULL, id INTEGER NOT NULL, at_ms INTEGER NOT NULL, type TEXT NOT NULL, details TEXT NOT NULL,
    PRIMARY KEY (arn, id)
  ) STRICT, WITHOUT ROWID;
`;

/** The states of an execution that occur here. */
export const executionStatuses = ['RUNNING', 'SUCCEEDED', 'FAILED', 'ABORTED'] as const;
/** The state of an execution. */
export type ExecutionStatus = (typeof executionStatuses)[number];

const jsonText = z.string().transform((text) => trustedJson.parse(JSON.parse(text)));

const outcome = z.discriminatedUnion('type', [
  z.object({ type: z.literal('succeeded'), output: trustedJson }),
  z.object({ type: z.literal('failed'), error: z.string(), cause: z.string() }),
]);

/** A row of table `execution`. */
export const executionRow = z.object({
  arn: z.string(),
  machine_arn: z.string(),
  definition_hash: z.string(),
  name: z.string(),
  input: z.string(),
  status: z.enum(executionStatuses),
  output: z.string().nullable(),
  error: z.string().nullable(),
  cause: z.string().nullable(),
  started_ms: z.number(),
  stopped_ms: z.number().nullable(),
  redrive_count: z.number(),
  redriven_ms: z.number().nullable(),
  redrive_token: z.string().nullable(),
  visit: z.number(),
  state: z.string(),
  state_input: z.string(),
  entered_ms: z.number(),
});
/** What is journalled of an execution; names are the table's columns. */
export type ExecutionRow = z.infer<typeof executionRow>;

/** A row of table `attempt`. */
export const attemptRow = z.object({
  number: z.number(),
  token: z.string().nullable(),
  payload: jsonText.nullable(),
  function_name: z.string().nullable(),
  not_before_ms: z.number(),
  deadline_ms: z.number().nullable(),
  submitted: z.number().transform(Boolean),
  outcome: z
    .string()
    .transform((text) => outcome.parse(JSON.parse(text)))
    .nullable(),
});
/** One attempt of a task (or the pause of a Wait state) as journalled. */
export type AttemptRow = z.infer<typeof attemptRow>;

/** A row of table `event`. */
export const eventRow = z
  .object({
    id: z.number(),
    at_ms: z.number(),
    type: z.string(),
    details: z.string().transform((text) => z.record(z.string(), trustedJson).parse(JSON.parse(text))),
  })
  .transform(({ id, at_ms, type, details }) => ({ id, atMs: at_ms, type, details }));
