import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import type { LogLevel, LogRecord, LogSink } from '../../ground/log-sink.ts';

/** Where log lines go. */
export interface LogSettings {
  /** Folder of the files `<source>.jsonl`; made when missing. */
  readonly folder: string;
  /** Stream for readable lines (level INFO and above); without it only files are written. Colours only when it is a terminal. */
  readonly terminal?: Terminal;
  /** Only warnings and errors to the terminal; files are not affected. */
  readonly quiet?: boolean;
}

/** What of `process.stdout` is used. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A log sink that can be closed. */
export interface OpenLog extends LogSink {
  /** Writes what is buffered and closes the files. */
  close(): Promise<void>;
}

const ranks: Readonly<Record<LogLevel, number>> = { TRACE: 0, DEBUG: 1, INFO: 2, WARN: 3, ERROR: 4, CRITICAL: 5 };

/** Opens the log files for appending. A file that cannot be written is announced on the terminal once; logging itself never fails. */
export function openLog(settings: LogSettings): OpenLog {
  mkdirSync(settings.folder, { recursive: true });
  const files = new Map<string, WriteStream>();
  const announced = new Set<string>();
  const lowest = settings.quiet === true ? ranks.WARN : ranks.INFO;
  let closed = false;

  const fileOf = (source: string): WriteStream => {
    const open = files.get(source);
    if (open !== undefined) return open;
    const path = join(settings.folder, `${source.replaceAll(/[^\w.-]+/g, '-')}.jsonl`);
    const file = createWriteStream(path, { flags: 'a', mode: 0o600 });
    file.on('error', (error) => {
      // The next line opens the file anew: the disk may have room again by then.
      files.delete(source);
      if (!announced.has(path)) settings.terminal?.write(`log file ${path}: ${error.message}\n`);
      announced.add(path);
    });
    files.set(source, file);
    return file;
  };

  return {
    write: (record) => {
      if (closed) return;
      const time = record.time ?? new Date();
      fileOf(record.source).write(jsonLine(record, time));
      if (ranks[record.level] >= lowest) settings.terminal?.write(readableLine(record, time, settings.terminal.isTTY));
    },
    close: async () => {
      closed = true;
      await Promise.all([...files.values()].map((file) => new Promise<void>((resolve) => file.end(() => resolve()))));
    },
  };
}

function jsonLine(record: LogRecord, time: Date): string {
  const { level, message, requestId, fields, source } = record;
  try {
    return `${JSON.stringify({ time: time.toISOString(), source, level, message, requestId, ...fields })}\n`;
  } catch {
    // Fields that have no JSON (a cycle, a bigint) must not stop the line.
    return `${JSON.stringify({ time: time.toISOString(), source, level, message, requestId })}\n`;
  }
}

const mostCharacters = 500;

function readableLine(record: LogRecord, time: Date, isTerminal = false): string {
  const clock = time.toTimeString().slice(0, 8);
  const problem = errorText(record.fields);
  const text = [record.message, problem]
    .filter((part) => part !== '')
    .join(' ')
    .replaceAll(/\s+/g, ' ');
  const level = record.level.padEnd(5);
  const line = `${clock} ${record.source} ${isTerminal ? coloured(record.level, level) : level} ${text.slice(0, mostCharacters)}`;
  return `${line}\n`;
}

/** The one field of a structured line that a reader of the terminal needs: what went wrong. */
function errorText(fields: LogRecord['fields']): string {
  if (fields === undefined) return '';
  const { errorType, errorMessage, error } = fields;
  if (typeof errorMessage === 'string')
    return `${typeof errorType === 'string' ? errorType : 'Error'}: ${errorMessage}`;
  if (typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string')
    return error.message;
  return '';
}

function coloured(level: LogLevel, text: string): string {
  if (ranks[level] >= ranks.ERROR) return styleText('red', text, { validateStream: false });
  return level === 'WARN'
    ? styleText('yellow', text, { validateStream: false })
    : styleText('dim', text, { validateStream: false });
}
