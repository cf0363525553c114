import * as z from 'zod';
import type { LogLevel, LogSink } from '../../ground/log-sink.ts';

const levelSchema = z
  .string()
  .toUpperCase()
  .pipe(z.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'CRITICAL']));
const structuredSchema = z.looseObject({ message: z.string().optional(), level: z.string().optional() });

/**
 * Writes one line of a function to the log. A JSON object (Powertools' logger) keeps its fields and its own level; metrics in CloudWatch's
 * embedded format are kept at level DEBUG, so that they do not fill the terminal.
 */
export function writeLine(
  log: LogSink,
  source: string,
  level: string,
  text: string,
  requestId: string | undefined,
): void {
  const base = { source, ...(requestId === undefined ? {} : { requestId }) };
  const structured = parseObject(text);
  if (structured === undefined) {
    log.write({ ...base, level: toLevel(level), message: text });
    return;
  }
  const { message, level: ownLevel, ...fields } = structured;
  const isMetric = '_aws' in fields;
  log.write({
    ...base,
    level: isMetric ? 'DEBUG' : toLevel(ownLevel ?? level),
    message: message ?? (isMetric ? 'metrics' : ''),
    fields,
  });
}

function toLevel(level: string): LogLevel {
  return levelSchema.catch('INFO').parse(level);
}

function parseObject(text: string): z.output<typeof structuredSchema> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return structuredSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
