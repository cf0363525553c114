/** Levels of Powertools' logger; what has none is `INFO`, or `ERROR` when written to stderr. */
export type LogLevel = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'CRITICAL';

/** One line of a function's or a local service's log. */
export interface LogRecord {
  /** Function or service name; names the file. */
  readonly source: string;
  readonly level: LogLevel;
  readonly message: string;
  /** When it was written; default now. */
  readonly time?: Date;
  readonly requestId?: string;
  /** Further structured data: the fields of a Powertools line, durations of a report. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Receives log records. Never throws. */
export interface LogSink {
  write(record: LogRecord): void;
}
