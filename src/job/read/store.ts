/** Where a reader of logs puts what it has counted and how far it is: a history, or the memory of a live run. */
import type { Changes } from '../../history/changes.js';
import type { Database } from '../../history/store/database.js';

export interface TextStore {
  /** For questions about earlier counts; null: it cannot be asked. */
  readonly db: Database | null;
  /** Takes all of it, or nothing. @param now epoch milliseconds */
  commit(changes: Changes, now: number): Promise<void>;
}
