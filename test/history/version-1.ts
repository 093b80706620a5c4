/**
 * A history as version 0.1.0 of the program made it (schema 1, first edition of the rules), with its log beside it as
 * a run leaves it. It had read `a` and `other`, then `b` after a rotation, then `c` after another; then `a` was gone.
 * `b` begins in the minute in which `a` ends. The job is `VERSION_1_JOB`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const DATA = new URL('../data/histories/', import.meta.url);

export const VERSION_1_JOB = `inputs: ['logs/*']
tz: UTC
history: h.duckdb
keys: [tenant]
reports:
  - { name: daily, period: yesterday, window: 1h, outputs: ['out/{date}.json'] }
`;

const line = (time: string, code: number, tenant: string) =>
  `2026-11-0${time} INFO tenant=${tenant} Reply code=${code}\n`;
const sixty = (of: (minute: string, i: number) => string) =>
  Array.from({ length: 60 }, (_, i) => of(String(i).padStart(2, '0'), i)).join('');

/** The texts that it had read, by the names that their files have now; `a` was `logs/app.log.2`. */
export const VERSION_1_TEXTS = {
  a: `2026-11-01 08:59:00 INFO started\n${sixty((m, i) => line(`1 10:${m}:10`, i % 3 ? 107000 : 109000, i % 2 ? 'acme' : 'zeta'))}`,
  b: sixty((m, i) => line(i === 0 ? '1 10:59:40' : `2 10:${m}:10`, i % 3 ? 107000 : 109000, 'acme')),
  c: sixty((m, i) => line(`3 10:${m}:10`, i % 4 ? 107000 : 108001, 'acme')),
  other: Array.from({ length: 90 }, (_, i) =>
    line(`${1 + Math.floor(i / 30)} 12:${String(i % 30).padStart(2, '0')}:10`, 106001, 'zeta'),
  ).join(''),
} as const;

export const VERSION_1_FILES = { b: 'app.log.1', c: 'app.log', other: 'other.log' } as const;

/** Puts the history to `file`. */
export function unpackVersion1(file: string): void {
  for (const name of ['', '.wal']) {
    writeFileSync(`${file}${name}`, gunzipSync(readFileSync(new URL(`version-1.duckdb${name}.gz`, DATA))));
  }
}
