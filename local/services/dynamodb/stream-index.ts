import { DatabaseSync } from 'node:sqlite';

/**
 * Gives the engine's table of stream records an index. dynoxide 1.2.1 has none and reads the whole table at every write of an item
 * (for the next sequence number) and at every reading of the stream; after 8,000 records each of them took 3,700 pages. The
 * expressions are those of its own queries. An engine that keeps its records in another way is left as it is.
 */
export function indexStreamRecords(database: string): void {
  const engine = new DatabaseSync(database, { timeout: 5000 });
  try {
    const table = engine.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_stream_records'").get();
    if (table === undefined) return;
    engine.exec(
      'CREATE INDEX IF NOT EXISTS _stream_records_by_number ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
    );
  } finally {
    engine.close();
  }
}
