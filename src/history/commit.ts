/**
 * One transaction: counts, what was read, and the read positions that belong to them. Rows with the same key are
 * merged, so that there is never more than one. New rows are few, and the old rows with their keys are found by their
 * time.
 */

import { MINUTE_MS } from '../model/calendar.js';
import type { Period } from '../time/period.js';
import { type Changes, firstAndLastMinute, type TextChanges } from './changes.js';
import type { Granularity } from './counts/granularity.js';
import { mergeCounts } from './counts/merge-counts.js';
import { mergeReads, mergeUntimed } from './counts/merge-reads.js';
import { widenStale } from './counts/stale.js';
import { addGaps, closeGaps } from './gaps.js';
import { addImports } from './imports.js';
import type { Database } from './store/database.js';
import { type Ids, logIds } from './store/ids.js';
import { columns, stage } from './store/stage.js';
import { saveFiles, saveStreams } from './streams/save-streams.js';

/** @param now epoch milliseconds, for streams that are missing */
export async function commitChanges(
  db: Database,
  granularity: Granularity,
  changes: Changes,
  now: number,
): Promise<void> {
  await db.transaction(async () => {
    const logs = await logIds(
      db,
      [...changes.texts, ...changes.streams, ...(changes.imports ?? [])].map(({ log }) => log),
    );
    await mergeCounts(db, granularity, changes.texts, logs);
    await mergeReads(db, granularity, changes.texts, logs);
    await mergeUntimed(db, changes.texts, logs);
    const minutes = minutesOf(changes.texts);
    if (minutes !== null) await widenStale(db, minutes);
    await addTotals(db, changes.texts, logs);
    await saveStreams(db, changes.streams, logs);
    await saveFiles(db, changes.files, changes.missingFiles);
    await closeGaps(db, [...changes.streams, ...changes.forgottenStreams.map((id) => ({ id }))]);
    const missing = [...changes.missingStreams.map(({ id }) => id), ...changes.forgottenStreams];
    if (missing.length > 0) {
      await db.run(`UPDATE streams SET gone = epoch_ms(${Math.round(now)}) WHERE id IN (${missing.join(', ')})`);
    }
    await addGaps(db, [...changes.missingStreams, ...changes.gaps]);
    await addImports(db, changes.imports ?? [], logs, now);
  });
}

/** Adds what was read to the sums of each log. */
async function addTotals(db: Database, texts: readonly TextChanges[], ids: Ids): Promise<void> {
  if (texts.length === 0) return;
  const rows = columns('id', 'lines', 'bytes', 'matched', 'events');
  for (const { log, lines, bytes, matched, events } of texts) {
    rows.id.push(ids.get(log)!);
    rows.lines.push(lines);
    rows.bytes.push(bytes);
    rows.matched.push(matched);
    rows.events.push(events);
  }
  await stage(db, 'new_totals', rows);
  const names = ['lines', 'bytes', 'matched', 'events'];
  const sums = names.map((name) => `sum(${name})::BIGINT AS ${name}`).join(', ');
  const sets = names.map((name) => `${name} = logs.${name} + t.${name}`).join(', ');
  await db.run(`UPDATE logs SET ${sets} FROM (SELECT id, ${sums} FROM new_totals GROUP BY id) t WHERE t.id = logs.id`);
}

/** The period whose counts change; null: none. */
function minutesOf(texts: readonly TextChanges[]): Period | null {
  let since = Number.POSITIVE_INFINITY;
  let until = Number.NEGATIVE_INFINITY;
  for (const { groups } of texts) {
    for (const { cells } of groups) {
      const { first, last } = firstAndLastMinute(cells);
      since = Math.min(since, first);
      until = Math.max(until, last + MINUTE_MS);
    }
  }
  return since < until ? { since, until } : null;
}
