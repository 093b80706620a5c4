/** Partial results that were imported: what their sources were, so that none counts twice. */
import type { ImportedSource } from './changes.js';
import type { Column, Database } from './store/database.js';
import type { Ids } from './store/ids.js';

/** Part of the caller's transaction. @param now epoch milliseconds */
export async function addImports(
  db: Database,
  sources: readonly ImportedSource[],
  logs: Ids,
  now: number,
): Promise<void> {
  if (sources.length === 0) return;
  const columns: Column[] = ['double', 'text', 'double', 'text', 'double', 'double'];
  await db.run(
    `CREATE OR REPLACE TEMP TABLE new_imports
     (log_id DOUBLE, name VARCHAR, size DOUBLE, digest VARCHAR, begins DOUBLE, ends DOUBLE)`,
  );
  await db.append('new_imports', columns, [
    sources.map(({ log }) => logs.get(log)!),
    sources.map(({ name }) => name),
    sources.map(({ size }) => size),
    sources.map(({ digest }) => digest),
    sources.map(({ begins }) => begins),
    sources.map(({ ends }) => ends),
  ]);
  await db.run(
    `INSERT INTO imports SELECT log_id, name, size, digest, epoch_ms(begins::BIGINT), epoch_ms(ends::BIGINT),
       epoch_ms(${Math.floor(now)}) FROM new_imports`,
  );
}

/** Everything that was imported, in order. */
export async function importedSources(db: Database): Promise<ImportedSource[]> {
  return db.rows<ImportedSource>(
    `SELECT logs.name AS log, imports.name, size, digest, epoch_ms(begins) AS begins, epoch_ms(ends) AS ends
     FROM imports JOIN logs ON logs.id = log_id ORDER BY imported, logs.name, imports.name`,
  );
}
