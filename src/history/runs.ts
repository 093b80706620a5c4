/** The runs that a history remembers, and the reports that they made. */
import { RULES_EDITION } from '../model/rules-edition.js';
import type { Period } from '../time/period.js';
import type { Database } from './store/database.js';

export interface RunTotals {
  readonly bytes: number;
  readonly lines: number;
  readonly events: number;
}

/**
 * @param version the program's
 * @returns the run's id
 */
export async function beginRun(db: Database, now: number, version: string): Promise<number> {
  const [row] = await db.rows<{ id: number }>('SELECT coalesce(max(id), 0) + 1 AS id FROM runs');
  await db.run(
    `INSERT INTO runs (id, started, bytes, lines, events, notices, edition, version)
       VALUES (${row!.id}, epoch_ms(${Math.floor(now)}), 0, 0, 0, '[]', ${RULES_EDITION}, ?)`,
    [version],
  );
  return row!.id;
}

export async function endRun(
  db: Database,
  id: number,
  now: number,
  totals: RunTotals,
  notices: readonly string[],
  error: string | null,
): Promise<void> {
  await db.run(
    `UPDATE runs SET ended = epoch_ms(${Math.floor(now)}), error = ?, bytes = ${totals.bytes}, lines = ${totals.lines},
       events = ${totals.events}, notices = ? WHERE id = ${id}`,
    [error, JSON.stringify(notices)],
  );
}

/** In place of those that it ended with. */
export async function saveNotices(db: Database, id: number, notices: readonly string[]): Promise<void> {
  await db.run(`UPDATE runs SET notices = ? WHERE id = ${id}`, [JSON.stringify(notices)]);
}

/** When the last run began that has looked at all files, in epoch milliseconds; null: none has. */
export async function lastLook(db: Database): Promise<number | null> {
  const [row] = await db.rows<{ started: number }>(
    'SELECT epoch_ms(started) AS started FROM runs WHERE ended IS NOT NULL AND error IS NULL ORDER BY id DESC LIMIT 1',
  );
  return row?.started ?? null;
}

/** A report that was made. */
export interface MadeReport {
  readonly name: string;
  readonly period: Period;
  /** Digest of the settings that it was made from. */
  readonly definition: string;
  /** Its period ends with each run, so that late lines do not have it made again. */
  readonly rolling: boolean;
  /** Epoch milliseconds. */
  readonly made: number;
  /** 1 for the first time; one more each time that it is made again. */
  readonly revision: number;
  /** Digest of everything that it shows. */
  readonly state: string;
  readonly events: number;
  readonly verdict: 'pass' | 'warn' | 'fail' | null;
  readonly outputs: readonly string[];
}

interface Row {
  name: string;
  begins: number;
  ends: number;
  definition: string;
  rolling: boolean;
  made: number;
  revision: number;
  state: string;
  events: number;
  verdict: MadeReport['verdict'];
  outputs: string;
}

/** The latest first; each name and period once. */
export async function madeReports(db: Database, most: number): Promise<MadeReport[]> {
  const rows = await db.rows<Row>(
    `SELECT name, epoch_ms(begins) AS begins, epoch_ms(ends) AS ends, definition, rolling, epoch_ms(made) AS made, revision, state,
       events, verdict, outputs FROM reports ORDER BY made DESC, begins DESC, name LIMIT ${most}`,
  );
  return rows.map(({ begins, ends, outputs, ...row }) => ({
    ...row,
    period: { since: begins, until: ends },
    outputs: JSON.parse(outputs) as string[],
  }));
}

/** Saves a report in place of an earlier one with the same name and period. Part of the caller's transaction. */
export async function saveReport(db: Database, report: MadeReport): Promise<void> {
  const { name, period, definition, rolling, made, revision, state, events, verdict, outputs } = report;
  const begins = `epoch_ms(${period.since})`;
  const ends = `epoch_ms(${period.until})`;
  await db.run(`DELETE FROM reports WHERE name = ? AND begins = ${begins} AND ends = ${ends}`, [name]);
  // A report whose period ends now is a new one each time: only the last is kept.
  if (rolling) await db.run('DELETE FROM reports WHERE name = ? AND rolling', [name]);
  await db.run(
    `INSERT INTO reports VALUES (?, ${begins}, ${ends}, ?, ${rolling}, epoch_ms(${Math.floor(made)}), ${revision}, ?, ${events}, ?, ?)`,
    [name, definition, state, verdict, JSON.stringify(outputs)],
  );
}
