/** Histories in a folder of their own, and changes to put into them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Changes, TextChanges } from '../../src/history/changes.js';
import { hourCells } from '../../src/history/counts/hour-cells.js';
import { History } from '../../src/history/history.js';
import { type LogStream, newText } from '../../src/history/streams/streams.js';
import { FIRST_CODE } from '../../src/model/code.js';
import { WindowCutter } from '../../src/time/windows.js';
import { zoneOf } from '../../src/time/zone.js';
import { memoryFolder } from '../memory-folder.js';

export interface Place {
  readonly folder: string;
  readonly file: string;
  /** What was warned of. */
  readonly warnings: string[];
  write(zone?: string): Promise<History>;
  read(): Promise<History>;
  remove(): void;
}

export function aPlace(): Place {
  const folder = mkdtempSync(join(memoryFolder(), 'ptk-logscan-history-'));
  const file = join(folder, 'test.duckdb');
  const warnings: string[] = [];
  const warn = (message: string) => warnings.push(message);
  return {
    folder,
    file,
    warnings,
    write: (zone = 'UTC') => History.write(file, { zone: zoneOf(zone), rules: 'r', wait: 0, warn }),
    read: () => History.read(file, { wait: 0, warn }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

export interface Event {
  readonly time: string;
  readonly code: number;
  readonly log?: string;
  readonly group?: readonly (string | null)[];
}

/** A line of 10 bytes for each event, as reading would have brought them. */
export function changesOf(events: readonly Event[]): Changes {
  const names = [...new Set(events.map(({ log = 'app.log' }) => log))];
  const texts = names.map((name, i) =>
    textChanges(
      name,
      i + 1,
      events.filter(({ log = 'app.log' }) => log === name),
    ),
  );
  return { texts, streams: [], files: [], missingFiles: [], missingStreams: [], forgottenStreams: [], gaps: [] };
}

const MINUTE = 60_000;
const HOURS = new WindowCutter(zoneOf('UTC'), { n: 1, unit: 'h' });

function textChanges(log: string, stream: number, events: readonly Event[]): TextChanges {
  const names = [...new Set(events.map(({ group = [] }) => JSON.stringify(group)))];
  const minutes = new Map<number, number>();
  for (const { time } of events) {
    const minute = Math.floor(Date.parse(time) / MINUTE) * MINUTE;
    minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
  }
  const counts = [...minutes.values()];
  return {
    log,
    stream,
    groups: names.map((name) => {
      const own = events.filter(({ group = [] }) => JSON.stringify(group) === name);
      const times = own.map(({ time }) => Date.parse(time));
      const codes = own.map(({ code }) => code - FIRST_CODE);
      return {
        name: JSON.parse(name) as (string | null)[],
        cells: [
          hourCells(
            {
              minutes: times.map((time) => Math.floor(time / MINUTE) * MINUTE),
              codes,
              counts: own.map(() => 1),
              firsts: times,
              lasts: times,
            },
            HOURS,
          ),
        ],
      };
    }),
    reads: {
      minutes: [...minutes.keys()],
      lines: counts,
      bytes: counts.map((n) => n * 10),
      matched: counts,
      inherited: counts.map(() => 0),
    },
    untimed: { codes: new Map(), lines: 0, bytes: 0, matched: 0 },
    lines: events.length,
    bytes: events.length * 10,
    matched: events.length,
    events: events.length,
  };
}

/** A text of which nothing is said but that it is remembered. */
export function aText(id: number, log: string): LogStream {
  return newText(id, log, []);
}

/** Rows of `counts` as short texts, in order. */
export async function rowsOf({ db }: History): Promise<string[]> {
  const rows = await db.rows<{ text: string }>(
    `SELECT concat_ws(' ', logs.name, code, coalesce(groups.first, '-'), grain, strftime(begins, '%m-%d %H:%M'), n,
       strftime(first_seen, '%H:%M:%S'), strftime(last_seen, '%H:%M:%S'),
       coalesce(array_to_string(list_transform(minutes, lambda u: u.m || ':' || u.n), ','), 'none')) AS text
     FROM counts JOIN logs ON logs.id = log_id LEFT JOIN groups ON groups.id = group_id ORDER BY ALL`,
  );
  return rows.map(({ text }) => text);
}
