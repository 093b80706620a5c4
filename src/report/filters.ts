/** What was left out of a summary, in words, for every form that people read. */
import type { Summary } from '../model/summary.js';
import { percent } from '../text/numbers.js';
import { listed } from '../text/words.js';
import { ReportClock } from './clock.js';

/**
 * `Only severity error or critical, lines with tenant=acme, from Tue 3 Nov 2026, 14:00 on`. Plain text: the caller escapes
 * it for its form. Null where everything was counted.
 */
export function filtersText(summary: Summary): string | null {
  const { codes, categories, severities, where } = summary.options;
  const of = (name: string, values: readonly (string | number)[] | null) =>
    values === null ? [] : [`${name} ${listed(values.map(String), 'or')}`];
  const parts = [
    ...of('code', codes),
    ...of('category', categories),
    ...of('severity', severities),
    ...(where === null ? [] : [`lines with ${whereText(where)}`]),
    ...spanText(summary),
  ];
  return parts.length === 0 ? null : `Only ${parts.join(', ')}`;
}

/** One of the values wanted of a key is enough, everything else must hold. */
function whereText(where: readonly string[]): string {
  const wanted = new Map<string, string[]>();
  for (const text of where) {
    const [, key, sign] = /^([^=!~]+)(!=|=|~)?/.exec(text) ?? [];
    const together = sign === '=' || sign === '~' ? `${key!.toLowerCase()} either` : text;
    wanted.set(together, [...(wanted.get(together) ?? []), text]);
  }
  return listed([...wanted.values()].map((texts) => listed(texts, 'or')));
}

function spanText(summary: Summary): string[] {
  const { since, until } = summary.options;
  const clock = new ReportClock(summary);
  const [from, to] = [since, until].map((limit) => (limit === null ? null : clock.fullMoment(limit)));
  if (from !== null) return [to === null ? `from ${from} on` : `from ${from} to ${to}`];
  return to === null ? [] : [`before ${to}`];
}

/** Whether events were picked by their codes: a rate of what was picked says nothing. */
export function hasPickedCodes({ codes, categories, severities }: Summary['options']): boolean {
  return codes !== null || categories !== null || severities !== null;
}

/** An error rate; a dash where events were picked by their codes. */
export function errorRateText(errors: number, events: number, options: Summary['options']): string {
  return hasPickedCodes(options) ? '–' : percent(errors, events);
}
