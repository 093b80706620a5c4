/**
 * What codes mean, beside the counts of a history that is open for reading: for queries. Nothing of it is kept.
 *
 *     codes             code, name, category, severity, fault, retry, is_error    of the catalogue, and all that occur
 *     errors_by_day     day (DATE, of the history's zone), log, events, errors, error_rate
 *     errors_by_group   first, second (values of the keys), events, errors, error_rate
 */
import { type CodeInfo, isError } from '../model/code.js';
import { formatInZone } from '../time/instants.js';
import { WindowCutter } from '../time/windows.js';
import type { History } from './history.js';

/** @param meaningOf what a code means; `known` are all codes of the catalogue */
export async function addMeanings(
  { db, zone }: History,
  known: readonly CodeInfo[],
  meaningOf: (code: number) => CodeInfo,
): Promise<void> {
  const codes = new Map(known.map((info) => [info.code, info]));
  await db.numbers(
    'SELECT DISTINCT code FROM (SELECT code FROM counts UNION ALL SELECT code FROM untimed WHERE code > 0)',
    ([code]) => {
      if (!codes.has(code!)) codes.set(code!, meaningOf(code!));
    },
  );
  const all = [...codes.values()].sort((a, b) => a.code - b.code);
  // Written out: a file that is open for reading takes no rows otherwise, not even into tables that are not in it.
  const rows = all.map(({ code, name, category, severity, fault, retry }) => {
    const texts = [name, category, severity, fault, retry].map(literal).join(', ');
    return `(${code}, ${texts}, ${isError(severity)})`;
  });
  await db.run(
    `CREATE TEMP TABLE codes AS SELECT * FROM (VALUES ${rows.join(', ')}) AS c(code, name, category, severity, fault, retry, is_error)`,
  );
  await addDays(db, zone);
  const sums = `sum(n)::BIGINT AS events, coalesce(sum(n) FILTER (WHERE is_error), 0)::BIGINT AS errors,
    coalesce(sum(n) FILTER (WHERE is_error), 0) / sum(n) AS error_rate`;
  await db.run(`CREATE TEMP VIEW errors_by_day AS SELECT day, logs.name AS log, ${sums}
    FROM counts JOIN day_of ON begins = moment JOIN logs ON logs.id = log_id JOIN codes USING (code) GROUP BY ALL ORDER BY ALL`);
  await db.run(`CREATE TEMP VIEW errors_by_group AS SELECT groups.first, groups.second, ${sums}
    FROM counts JOIN groups ON groups.id = group_id JOIN codes USING (code) GROUP BY ALL ORDER BY errors DESC, events DESC, first, second`);
}

/** Which day of the history's zone each hour or day of it is in. */
async function addDays(db: History['db'], zone: History['zone']): Promise<void> {
  const moments: number[] = [];
  await db.numbers('SELECT DISTINCT epoch_ms(begins) FROM counts', ([begins]) => moments.push(begins!));
  const days = new WindowCutter(zone, { n: 1, unit: 'd' });
  const dayOf = (moment: number) => formatInZone(days.at(moment).start, zone).slice(0, 10);
  const list = (values: readonly (string | number)[]) => `unnest([${values.join(', ')}])`;
  await db.run(
    `CREATE TEMP TABLE day_of AS SELECT epoch_ms(moment::BIGINT) AS moment, day::DATE AS day
     FROM (SELECT ${list(moments)} AS moment, ${list(moments.map((moment) => literal(dayOf(moment))))} AS day)`,
  );
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
