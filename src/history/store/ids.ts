/** Ids for names: of logs, and of groups of events. */
import type { TextChanges } from '../changes.js';
import type { Database } from './database.js';

export type Ids = ReadonlyMap<string, number>;

/** The ids of logs by their names; new logs get new ones. */
export async function logIds(db: Database, names: readonly string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map();
  const wanted = [...new Set(names)];
  // There may be 100,000 of them: only these are looked up.
  const rows = await db.rows<{ id: number; name: string }>(
    `SELECT id, name FROM logs WHERE name IN (${wanted.map(() => '?').join(', ')})`,
    wanted,
  );
  const ids = new Map(rows.map(({ id, name }) => [name, id]));
  const fresh = wanted.filter((name) => !ids.has(name));
  if (fresh.length === 0) return ids;
  const [last] = await db.rows<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM logs');
  const first = last!.id + 1;
  fresh.forEach((name, i) => {
    ids.set(name, first + i);
  });
  await db.run('CREATE OR REPLACE TEMP TABLE new_logs (id DOUBLE, name VARCHAR)');
  await db.append('new_logs', ['double', 'text'], [fresh.map((name) => ids.get(name)!), fresh]);
  await db.run('INSERT INTO logs SELECT id::INTEGER, name, 0, 0, 0, 0, 0 FROM new_logs');
  return ids;
}

/** Groups beyond this number are counted together, so that a key with ever new values cannot fill the disk. */
const MOST_GROUPS = 10_000;
const UNGROUPED = 0;
const OTHER = -1;

/** @param name null: of events that are not told by group, though others are */
export function groupKey(name: readonly (string | null)[] | null): string {
  return JSON.stringify(name);
}

/** The ids of groups by their keys; new groups get new ones, up to the limit. */
export async function groupIds(db: Database, texts: readonly TextChanges[]): Promise<Map<string, number>> {
  const ids = new Map([[groupKey([]), UNGROUPED]]);
  const names = texts.flatMap(({ groups }) => groups.map(({ name }) => name)).filter((name) => name?.length !== 0);
  if (names.length === 0) return ids;
  const rows = await db.rows<{ id: number; first: string | null; second: string | null }>('SELECT * FROM groups');
  const known = new Map(rows.map(({ id, first, second }) => [id === OTHER ? 'other' : groupKey([first, second]), id]));
  let next = rows.reduce((most, { id }) => Math.max(most, id), 0) + 1;
  for (const name of names) {
    const [first = null, second = null] = name ?? [];
    const key = name === null ? 'other' : groupKey([first, second]);
    let id = known.get(key);
    if (id === undefined) {
      id = name === null || next > MOST_GROUPS ? OTHER : next++;
      if (id === OTHER && known.has('other')) id = known.get('other')!;
      else await db.run(`INSERT INTO groups VALUES (${id}, ?, ?)`, id === OTHER ? ['(other)', null] : [first, second]);
      known.set(id === OTHER ? 'other' : key, id);
    }
    ids.set(groupKey(name), id);
  }
  return ids;
}
