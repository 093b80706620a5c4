/** What a history says, whatever texts and runs it is made of; and what makes one look as an earlier edition left it. */
import { History } from '../../src/history/history.js';
import { verify } from '../../src/history/verify.js';
import { zoneOf } from '../../src/time/zone.js';

export interface State {
  readonly minutes: readonly string[];
  readonly hours: readonly string[];
  readonly reads: readonly string[];
  readonly untimed: readonly string[];
  readonly logs: readonly string[];
  /** What `history verify` finds. */
  readonly problems: readonly string[];
}

const QUERIES: Readonly<Record<Exclude<keyof State, 'problems'>, string>> = {
  minutes: "SELECT concat_ws(' ', log, code, coalesce(first, '-'), begins, n) AS text FROM minute_counts",
  hours:
    "SELECT concat_ws(' ', log, code, coalesce(first, '-'), begins, n, first_seen, last_seen) AS text FROM hour_counts",
  reads: `SELECT concat_ws(' ', name, begins, m, sum(l), sum(b), sum(k), sum(i)) AS text
    FROM (SELECT name, begins, u.m, u.lines AS l, u.bytes AS b, u.matched AS k, u.inherited AS i
          FROM (SELECT name, begins, unnest(minutes) AS u FROM reads JOIN logs ON id = log_id)) GROUP BY name, begins, m`,
  untimed: `SELECT concat_ws(' ', name, code, sum(n), sum(u.lines), sum(u.bytes), sum(u.matched)) AS text
    FROM untimed u JOIN logs ON id = log_id GROUP BY name, code`,
  logs: "SELECT concat_ws(' ', name, lines, bytes, matched, events) AS text FROM logs",
};

export async function stateOf(file: string): Promise<State> {
  const history = await History.read(file, { wait: 0, warn: () => {} });
  try {
    const state: Record<string, string[]> = { problems: await verify(history.db) };
    for (const [name, sql] of Object.entries(QUERIES)) {
      const rows = await history.db.rows<{ text: string }>(`${sql} ORDER BY text`);
      state[name] = rows.map(({ text }) => text);
    }
    return state as unknown as State;
  } finally {
    history.close();
  }
}

/** All that is there was counted by the first edition, which did not find this code. */
export async function asFirstEdition(file: string, missed: number): Promise<void> {
  const history = await History.write(file, { zone: zoneOf('UTC'), rules: null, wait: 0, warn: () => {} });
  const { db } = history;
  try {
    await db.transaction(async () => {
      for (const table of ['counts', 'reads', 'untimed', 'runs']) await db.run(`UPDATE ${table} SET edition = 1`);
      for (const table of ['counts', 'untimed']) {
        await db.run(
          `UPDATE logs SET events = events - k.n FROM (SELECT log_id, sum(n)::BIGINT AS n FROM ${table} WHERE code = ${missed} GROUP BY log_id) k WHERE id = k.log_id`,
        );
        await db.run(`DELETE FROM ${table} WHERE code = ${missed}`);
      }
    });
  } finally {
    history.close();
  }
}
