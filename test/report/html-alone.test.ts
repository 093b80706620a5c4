/** What of a summary goes into the page for its script: how much, how finely, and as which text. */
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import { renderHtml } from '../../src/report/html/index.js';
import { HOSTILE, PLAIN } from './a-report.js';
import { aDay, aSummary } from './a-summary.js';
import { daysOf, namesOf, timesOf, yearOf } from './many-groups.js';
import { weeks, withGroups } from './summaries.js';

interface PageData {
  readonly labels: readonly string[];
  readonly barsEach: number;
  readonly groups: {
    readonly names: readonly (readonly string[])[];
    readonly others: number;
    readonly times: string | null;
  } | null;
}

function dataOf(page: string): PageData {
  return JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)![1]!) as PageData;
}
const noteOf = (page: string) => /<section id="time".*?<p class="note">(.*?)<\/p>/s.exec(page)![1]!;

test('500 groups and a year of hours stay below 2 MB, a group over at most 200 steps', () => {
  const summary = yearOf(500);
  const times = daysOf(summary);
  const page = renderHtml(summary, { ...PLAIN, groupTimes: () => times });
  expect(page.length).toBeLessThan(2_000_000);
  const { labels, barsEach, groups } = dataOf(page);
  expect([labels.length, barsEach]).toEqual([183, 2]);
  expect(groups!.times).not.toBeNull();
  expect(groups!.names).toHaveLength(500);
  expect(noteOf(page)).toContain('2 bars are chosen together, as groups are kept no finer');
});

test('where groups in time would be too much they are shown in fewer steps, and rows that have no room are added up', () => {
  const summary = yearOf(20_000);
  const few = { ...summary, groups: { ...summary.groups!, rows: summary.groups!.rows.slice(0, 3000) } };
  const page = renderHtml(few, { ...PLAIN, groupTimes: () => daysOf(few) });
  expect(page.length).toBeLessThan(2_000_000);
  expect(dataOf(page).barsEach).toBeGreaterThan(2);
  const { groups } = dataOf(renderHtml(summary, PLAIN));
  expect(groups!.names.length).toBeGreaterThan(10_000);
  expect(groups!.names.length + groups!.others).toBe(20_000);
});

test('where groups are kept in longer times than windows the bars are as long, and the page says so', () => {
  const week = { from: '2026-11-02T00:00:00Z', days: 14, window: '1h' };
  const summary = withGroups(weeks(week), ['tenant'], namesOf(3));
  expect(noteOf(renderHtml(summary, PLAIN))).toContain('groups are not known by time');
  const page = renderHtml(summary, { ...PLAIN, groupTimes: () => daysOf(summary) });
  expect(noteOf(page)).toMatch(/^one bar a day, windows of 1h added up, UTC; [^;]* not drawn$/);
  expect(dataOf(page).labels).toHaveLength(14);
});

test('times that do not fit into bars are left out', () => {
  const decade = { from: '2016-01-01T00:00:00Z', days: 3650, window: '1d' };
  const summary = withGroups(weeks(decade), ['tenant'], namesOf(3));
  const page = renderHtml(summary, {
    ...PLAIN,
    groupTimes: () => timesOf(summary, { n: 1, unit: 'w' }, (wall) => new Date(wall).getUTCDay() === 1),
  });
  expect(noteOf(page)).toContain('one bar a month');
  expect(dataOf(page).groups!.times).toBeNull();
});

test('hostile names are text in the data, without control characters', () => {
  const page = renderHtml(withGroups(aSummary(aDay()), ['tenant'], [[`</script>${HOSTILE}`]]), PLAIN);
  const [name] = dataOf(page).groups!.names[0]!;
  expect(name).toBe('</script>=<script>alert("1")</script>\'"|`&amp;redgnp.exe שלום');
  expect(page.match(/<\/script/g)).toHaveLength(2);
});

test('what stands out is first, escaped, with its severity in a word', () => {
  const summary = aSummary(aDay());
  const finding: Finding = {
    ...({ kind: 'episode', severity: 'critical' } as const),
    ...{ since: summary.windows[8]!.start, until: summary.windows[10]!.end },
    ...{ events: 9, errors: 3, rate: 1 / 3, rateBefore: 0, codes: [109004], groups: [] },
    ...({ fault: 'platform', retry: 'later' } as const),
    ...{ pValue: null, text: `since 14:00: tenant <b>${HOSTILE}` },
  };
  const page = renderHtml({ ...summary, findings: [finding] }, PLAIN);
  const section = /<main>\s*<section id="conclusion".*?<\/section>/s.exec(page)![0];
  expect(section).toContain('critical</span>');
  expect(section).toContain('since 14:00: tenant &lt;b&gt;=&lt;script&gt;');
  expect(section).toMatch(/data-from="\d+" data-to="\d+"/);
  expect(renderHtml(summary, PLAIN)).toContain('Nothing stands out: ');
});

test('lines of a code are behind a click, as text', () => {
  const lines = new Map([[109004, [{ text: `code=109004 ${HOSTILE}`, source: '-', offset: 1200, time: Number.NaN }]]]);
  const page = renderHtml(aSummary(aDay()), { ...PLAIN, lines });
  expect(page).toContain(
    '<details class="lines"><summary>1 line of the log</summary><ul><li><code><bdi>code=109004 =&lt;script&gt;',
  );
  expect(page).toContain('<bdi>standard input</bdi>, byte 1,200</span>');
  expect(renderHtml(aSummary(aDay()), PLAIN)).not.toContain('<details class="lines">');
});

test('of picked codes no rate is said', () => {
  const summary = weeks({ from: '2026-11-02T00:00:00Z', days: 3, window: '1h' });
  const options = { ...summary.options, severities: ['error' as const, 'critical' as const] };
  const page = renderHtml({ ...summary, options, totals: { ...summary.totals, errorRate: null } }, PLAIN);
  expect(page).toContain('<dd class="value ">–</dd><dd class="about">only picked codes were counted');
  expect(page).not.toContain('id="rhythm"');
  expect(page).not.toMatch(/<title>[^<]*error rate/);
});
