/** Holds a history, and the report that was made from it, against what the platform has written. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { History } from '../../../src/history/history.js';
import { verify } from '../../../src/history/verify.js';
import type { Summary } from '../../../src/model/summary.js';
import type { WrittenLog } from './log.js';

/**
 * Every minute and code of every log, and how many lines and bytes were read of it: of all files whose names begin with
 * the log's.
 */
export async function compare(
  file: string,
  written: readonly WrittenLog[],
): Promise<{ differences: string[]; events: number }> {
  const differences: string[] = [];
  let events = 0;
  const history = await History.read(file, { wait: 0, warn: () => {} });
  try {
    for (const log of written) {
      const name = /logs[\\/]([a-z-]+?)(?:-\d{8})?\.log$/.exec(log.path)![1]!;
      const [read] = await history.db.rows<{ lines: number; bytes: number; events: number }>(
        `SELECT sum(lines)::BIGINT AS lines, sum(bytes)::BIGINT AS bytes, sum(events)::BIGINT AS events
         FROM logs WHERE starts_with(name, ?)`,
        [`logs/${name}.`],
      );
      if (read?.lines !== log.lines) differences.push(`${name}: ${log.lines} lines written, ${read?.lines} read`);
      if (read?.bytes !== log.bytes) differences.push(`${name}: ${log.bytes} bytes written, ${read?.bytes} read`);
      const rows = await history.db.rows<{ minute: number; code: number; n: number }>(
        `SELECT epoch_ms(begins) AS minute, code, sum(n)::BIGINT AS n
         FROM minute_counts WHERE starts_with(log, ?) GROUP BY ALL`,
        [`logs/${name}.`],
      );
      const counted = new Map<string, number>();
      for (const { minute, code, n } of rows) {
        counted.set(`${minute} ${code}`, n);
        events += n;
      }
      for (const key of new Set([...counted.keys(), ...log.counts.keys()])) {
        const [is, should] = [counted.get(key) ?? 0, log.counts.get(key) ?? 0];
        if (is !== should) differences.push(`${name}: ${key}: ${should} written, ${is} counted`);
      }
    }
    differences.push(...(await verify(history.db)));
    const report = JSON.parse(readFileSync(join(dirname(file), 'all.json'), 'utf8')) as Summary;
    if (report.totals.events !== events)
      differences.push(`report: ${events} events counted, ${report.totals.events} in it`);
  } finally {
    history.close();
  }
  return { differences, events };
}
