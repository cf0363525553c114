import type { LogSink } from './settings.ts';

/** Where log lines go. */
export interface LogSettings {
  /** Folder of the files `<source>.jsonl`; made when missing. */
  readonly folder: string;
  /** Stream for readable lines; without it only files are written. */
  readonly terminal?: NodeJS.WriteStream;
  /** Only warnings and errors to the terminal; files are not affected. */
  readonly quiet?: boolean;
}

/** A log sink that can be closed. */
export interface OpenLog extends LogSink {
  /** Writes what is buffered and closes the files. */
  close(): Promise<void>;
}

/** Opens the log files for appending. */
export declare function openLog(settings: LogSettings): OpenLog;
