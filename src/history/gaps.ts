import type { Gap } from './changes.js';
import type { Database } from './database.js';
import type { Period } from './period.js';

/** What could never be read and may be missing from a period. */
export async function gapsIn(db: Database, { since, until }: Period): Promise<Gap[]> {
  return db.rows<Gap>(
    `SELECT logs.name AS log, epoch_ms(begins) AS begins, epoch_ms(ends) AS ends, reason
     FROM gaps JOIN logs ON logs.id = log_id
     WHERE (begins IS NULL OR begins < epoch_ms(${until})) AND ends >= epoch_ms(${since}) ORDER BY logs.name, ends, reason`,
  );
}
