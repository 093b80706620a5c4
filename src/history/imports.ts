/** Partial results that were imported: what their sources were, so that none counts twice. */
import type { ImportedSource } from './changes.js';
import type { Database, Value } from './store/database.js';
import type { Ids } from './store/ids.js';

/** Part of the caller's transaction. @param now epoch milliseconds */
export async function addImports(
  db: Database,
  sources: readonly ImportedSource[],
  logs: Ids,
  now: number,
): Promise<void> {
  const instant = (time: number | null) => (time === null ? 'NULL' : `epoch_ms(${Math.floor(time)})`);
  for (const { log, name, size, digest, begins, ends } of sources) {
    const values: Value[] = [name, digest];
    await db.run(
      `INSERT INTO imports VALUES (${logs.get(log)!}, ?, ${size ?? 'NULL'}, ?, ${instant(begins)}, ${instant(ends)}, ${instant(now)})`,
      values,
    );
  }
}

/** Everything that was imported, in order. */
export async function importedSources(db: Database): Promise<ImportedSource[]> {
  return db.rows<ImportedSource>(
    `SELECT logs.name AS log, imports.name, size, digest, epoch_ms(begins) AS begins, epoch_ms(ends) AS ends
     FROM imports JOIN logs ON logs.id = log_id ORDER BY imported, logs.name, imports.name`,
  );
}
