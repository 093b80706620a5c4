import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SEVERITIES } from '../../src/model/code.js';
import { renderHtml } from '../../src/report/html/index.js';
import { foreign, html } from '../../src/report/html/markup.js';
import { aReport, compared, HOSTILE, PLAIN } from './a-report.js';
import { aDay, aSummary } from './a-summary.js';
import { weeks } from './summaries.js';

const page = renderHtml(aReport(), compared());

/** The rows of the table in a section, as texts of their cells. */
function rowsOf(text: string, section: string): string[][] {
  const part = new RegExp(`<section id="${section}".*?</section>`, 's').exec(text)![0];
  const body = /<tbody.*?<\/tbody>/s.exec(part)![0];
  return [...body.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<t[hd].*?<\/t[hd]>/gs)].map(([cell]) => cell.replace(/<title>.*?<\/title>|<[^>]*>/gs, '').trim()),
  );
}
const number = (text: string | undefined) => Number(text!.replaceAll(',', ''));

test('what is put into a template is text, unless it is markup itself', () => {
  expect(html`<a title="${'"<&\''}">${['<b>', html`<i>${1}</i>`, null, false]}</a>`.html).toBe(
    '<a title="&quot;&lt;&amp;&#39;">&lt;b&gt;<i>1</i></a>',
  );
  expect(foreign('\x1b[31ma\u202eb').html).toBe('<bdi>ab</bdi>');
});

test('the same summary gives the same bytes', () => {
  expect(renderHtml(aReport(), compared())).toBe(page);
});

test('the content policy allows the one style sheet and the one script by their hashes, and nothing else', () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const [scripts, styles] = ['script', 'style'].map((tag) => [
    ...page.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs')),
  ]);
  expect(scripts).toHaveLength(1);
  expect(styles).toHaveLength(1);
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${hash(scripts![0]![1]!)}`,
    `style-src ${hash(styles![0]![1]!)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('nothing is loaded, no inline style, no event handler', () => {
  const markup = page.replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '');
  expect(markup).not.toMatch(/\s(src|srcset|style|on[a-z]+)=/);
  expect(
    [...markup.matchAll(/\shref="([^"]*)"/g)].map(([, target]) => target!).filter((target) => !target.startsWith('#')),
  ).toEqual(['data:,']);
  expect(page).not.toMatch(/https?:|@import|url\((?!#)/);
});

test('hostile text is there, and is text', () => {
  expect(HOSTILE).toContain('<script>');
  // The one that runs, and one of data.
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page).toContain(
    '<bdi>=&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&quot;|`&amp;amp;redgnp.exe שלום',
  );
  expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/);
});

describe('the books balance', () => {
  test('codes, groups, categories, sources, windows: each adds up to all events', () => {
    const summary = aReport();
    const { events, untimed } = summary.totals;
    const sum = (section: string, column: number, text = page) =>
      rowsOf(text, section).reduce((total, row) => total + number(row[column]), 0);
    expect(sum('codes', 4)).toBe(events);
    expect(sum('kinds', 2)).toBe(events);
    expect(sum('time', 1) + untimed).toBe(events);
    for (const [i, severity] of SEVERITIES.entries()) {
      expect(sum('time', 2 + i)).toBeLessThanOrEqual(summary.severities[severity]);
    }
    expect(sum('sources', 3)).toBe(events);
    const groups = rowsOf(page, 'groups').reduce((total, row) => total + number(row.at(-5)), 0);
    expect(groups).toBe(events);
    expect(page.match(/✓ adds up/g)).toHaveLength(6);
    expect(page).not.toContain('does not add up');
  });

  test('a sum that does not add up is not hidden', () => {
    const summary = aSummary(aDay());
    const broken = { ...summary, totals: { ...summary.totals, untimed: 5 } };
    expect(renderHtml(broken, PLAIN)).toContain('does not add up: −2');
  });

  test('of too many codes the rest is one row', () => {
    const summary = weeks({ from: '2026-11-02T00:00:00Z', days: 1, window: '1h', unknown: 500 });
    const rows = rowsOf(renderHtml(summary, PLAIN), 'codes');
    expect(rows).toHaveLength(301);
    const shown = rows.slice(0, 300).reduce((total, row) => total + number(row[4]), 0);
    expect(shown + number(rows[300]![1])).toBe(summary.totals.events);
    expect(rows[300]![0]).toBe(`${summary.codes.length - 300} more codes`);
  });
});

test('empty windows between the first and the last are zeros', () => {
  const summary = aSummary([
    { at: Date.UTC(2026, 10, 1, 6), code: 107000 },
    { at: Date.UTC(2026, 10, 1, 9), code: 109004 },
  ]);
  expect(rowsOf(renderHtml(summary, PLAIN), 'time').map((row) => row.slice(0, 2))).toEqual([
    ['Sun 1 Nov, 06:00 to 07:00', '1'],
    ['Sun 1 Nov, 07:00 to 08:00', '0'],
    ['Sun 1 Nov, 08:00 to 09:00', '0'],
    ['Sun 1 Nov, 09:00 to 10:00', '1'],
  ]);
});

describe('a year in hourly windows', () => {
  const year = weeks({ from: '2025-12-31T23:00:00Z', days: 365, window: '1h', timeZone: 'Europe/Berlin', unknown: 60 });
  const text = renderHtml(year, PLAIN);

  test('is drawn in days and stays below 3 MB', () => {
    expect(year.windows.length).toBeGreaterThan(5000);
    expect(text.length).toBeLessThan(1_000_000);
    const days = rowsOf(text, 'time');
    expect(days).toHaveLength(365);
    expect(days[0]![0]).toBe('Thu 1 Jan');
    expect(days.reduce((sum, row) => sum + number(row[1]), 0) + year.totals.untimed).toBe(year.totals.events);
  });

  test('has a heat map, by the zone’s clock on both sides of its changes', () => {
    const [, ...rows] = rowsOf(text, 'rhythm').map((row) => row.slice(1));
    const tuesday = rows[0]!.map(Number);
    // The bad hours are 14:00 to 16:00 local time, in summer and in winter.
    expect(Math.min(tuesday[14]!, tuesday[15]!)).toBeGreaterThan(2 * Math.max(tuesday[13]!, tuesday[16]!));
    expect(rows.every((row) => row[3] === '·')).toBe(true);
  });
});

test('one minute windows over a century end', () => {
  const summary = aSummary(
    [
      { at: Date.UTC(1999, 0, 1), code: 107000 },
      { at: Date.UTC(2099, 0, 1), code: 107000 },
    ],
    { window: '1m', windowMs: 60_000 },
  );
  const rows = rowsOf(renderHtml(summary, PLAIN), 'time');
  expect(rows.length).toBeLessThanOrEqual(401);
  expect(rows.reduce((sum, row) => sum + number(row[1]), 0)).toBe(2);
});

test.each(['1h', '15m', '6h'])('a heat map is there for windows of %s over more than two days', (window) => {
  const long = weeks({ from: '2026-11-02T00:00:00Z', days: 3, window });
  expect(renderHtml(long, PLAIN)).toContain('id="rhythm"');
});

test.each([
  ['1d', 7],
  ['1h', 2],
])('there is none for windows of %s over %i days', (window, days) => {
  expect(renderHtml(weeks({ from: '2026-11-02T00:00:00Z', days, window }), PLAIN)).not.toContain('id="rhythm"');
});

describe('few events', () => {
  const AT = Date.parse('2026-11-01T09:15:00Z');
  const HOUR = 3_600_000;
  const shades = (text: string) => text.match(/<rect class="partial"[^>]*>/g) ?? [];

  test('one has one moment', () => {
    const one = renderHtml(aSummary([{ at: AT, code: 109004 }]), PLAIN);
    expect(one).toContain('<title>PTK status codes, Sun 1 Nov 2026, 09:15</title>');
    expect(one).toMatch(/<p class="when"><time [^>]*>Sun 1 Nov 2026, 09:15<\/time> \(UTC\)<\/p>/);
    expect(shades(one)).toHaveLength(1);
  });

  test('none are no event without a time, and still add up', () => {
    const none = renderHtml(aSummary([]), PLAIN);
    expect(none).toContain('<p class="when">No events.</p>');
    expect(none).toContain('<th scope="row">0 events</th><td>= 0</td><td>✓ adds up</td>');
    expect(renderHtml(aSummary([{ at: null, code: 107000 }]), PLAIN)).toContain('No event has a time.');
  });

  test('windows that the span cuts are marked, and it is said where', () => {
    const cut = renderHtml(aSummary([0, 1, 2].map((hour) => ({ at: AT + hour * HOUR, code: 107000 }))), PLAIN);
    expect(cut).toContain('; partial windows, on grey: from 09:15, to 11:15');
    expect(shades(cut).map((rect) => / x="([\d.]+)%"/.exec(rect)![1])).toEqual(['0', '66.667']);
    const whole = renderHtml(aSummary([AT - HOUR / 4, AT + HOUR * 0.74].map((at) => ({ at, code: 107000 }))), PLAIN);
    expect([whole.includes('partial windows'), shades(whole)]).toEqual([false, []]);
  });

  test('each clock time on the axis is of the day that was named last', () => {
    for (const minutes of [3, 30, 150, 260, 400, 600, 660, 700, 1500]) {
      const from = Date.parse('2026-11-01T23:00:00Z');
      const seen = [0, minutes - 1].map((minute) => ({ at: from + minute * 60_000, code: 107000 }));
      const text = renderHtml(aSummary(seen, { window: '1m', windowMs: 60_000 }), PLAIN);
      const ticks = [...text.matchAll(/<text class="tick[^"]*" x="[\d.]+%" y="\d+" text-anchor[^>]*>([^<]*)</g)];
      const shown = ticks.map(([, tick]) => tick!);
      let [day, before] = ['', ''];
      expect(shown[0]).toMatch(/^[12] Nov/);
      for (const tick of shown) {
        const [, named, clock = '00:00'] = /^(?:(\d) Nov)? ?(\d\d:\d\d)?$/.exec(tick)!;
        if (named === undefined) expect(`${day} ${clock}` > `${day} ${before}`, `${minutes}: ${shown}`).toBe(true);
        [day, before] = [named ?? day, clock];
      }
    }
  });

  test('a name that is too long for its column is cut between its words', () => {
    const named = aSummary([
      { at: AT, code: 107015 },
      { at: AT, code: 109004 },
    ]);
    expect(renderHtml(named, PLAIN)).toContain(
      '<bdi>Interaction<wbr>State<wbr>Prevents<wbr>Modifing<wbr>Appointment<wbr>Time</bdi>',
    );
    expect(renderHtml(named, PLAIN)).toContain('<strong><bdi>PlatformUnavailable</bdi></strong>');
  });
});

test('without events it says why, and draws nothing', () => {
  const text = renderHtml(aSummary([], { filtered: 3 }), PLAIN);
  expect(text).toContain('No events: all 3 that were found were filtered out.');
  expect(text).not.toContain('<figure');
});

test('the comparison comes with new and vanished codes first, and with words', () => {
  const [first] = rowsOf(page, 'changes');
  expect(first![0]).toBe('events');
  const codes = [...page.matchAll(/<b class="(new|vanished)">\1<\/b><\/th>/g)].map(([, presence]) => presence);
  expect(codes).toEqual(['new', 'new', 'new', 'vanished', 'vanished']);
  expect(page).toContain('the error rate is up from 4.3% to 7.2%, more than chance.');
  expect(renderHtml(aReport(), PLAIN)).not.toContain('id="changes"');
});
