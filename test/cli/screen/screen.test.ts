/** What the screen of `watch` shows of a log that grows, and how a reader goes through it. */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Watched, watched } from './a-terminal.js';

let folder = '';
let log = '';
let shown: Watched | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-screen-'));
  log = join(folder, 'a.log');
  writeFileSync(log, lines(0, 40));
});
afterEach(async () => {
  await shown?.end();
  shown = null;
  rmSync(folder, { recursive: true });
});

/** A line each minute from 9 on: every fifth is an error, of tenant acme. */
function lines(from: number, until: number): string {
  let text = '';
  for (let i = from; i < until; i++) {
    const clock = new Date(Date.UTC(2026, 10, 1, 9, i)).toISOString().slice(11, 16);
    const its = i % 5 === 0 ? `tenant=acme code=109004 order=${i}` : 'tenant=umbrella code=107000';
    text += `2026-11-01 ${clock}:00 ${its}\n`;
  }
  return text;
}

function begin(...args: string[]): Watched {
  shown = watched([log, '--tz', 'UTC', '--by', 'tenant', ...args]);
  return shown;
}

const has =
  (...texts: string[]) =>
  (screen: string) =>
    texts.every((text) => screen.includes(text));

test('has what was counted, what stands out, codes with errors first, groups, and the newest lines on top', async () => {
  const { until } = begin();
  const screen = await until(has('40 events', 'order=35'));
  expect(screen).toContain('8 errors');
  expect(screen).toContain('newest 09:39:00');
  expect(screen).toContain('Last 1 h: 40 events, 8 errors (20.0%)');
  expect(screen).toMatch(/^events [▁-█·]+ {2}at most 1 in 1m$/m);
  const order = ['\n109004', '\n107000', '\ntenant', '\nacme', '\numbrella', 'order=35', 'order=30'];
  const places = order.map((text) => screen.indexOf(text));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
});

test('says since when an incident has lasted, also where that is longer than the span that it shows', async () => {
  const text = Array.from({ length: 240 }, (_, i) => {
    const clock = new Date(Date.UTC(2026, 10, 1, 9, i)).toISOString().slice(11, 16);
    const codes = [107000, 107000, 107000, i < 90 ? 107000 : 109004, i < 90 ? 107000 : 109004];
    return codes.map((code, n) => `2026-11-01 ${clock}:0${n} tenant=acme code=${code}\n`).join('');
  }).join('');
  writeFileSync(log, text);
  const { until } = begin();
  expect(await until(has('1,200 events'))).toContain('since 10:30: 40.0% errors (0% before)');
});

test('shows what comes, and writes only the rows that differ', async () => {
  const { until, written } = begin();
  await until(has('40 events'));
  const before = written.length;
  appendFileSync(log, lines(41, 43));
  await until(has('42 events', 'newest 09:42:00'));
  const frame = written.slice(before).find((text) => text.includes('42 events'))!;
  expect(frame).not.toContain('\x1b[2J');
  // No error came: their lines stand as they did.
  expect(frame).not.toContain('order=');
});

test('goes into a code, a group of it and a line, and back to what was chosen', async () => {
  const { until, press } = begin();
  await until(has('order=35'));
  press('enter');
  await until(has('109004 ■ PlatformUnavailable, critical', '8 events; platform: retry later', 'order=35', 'Esc back'));
  press('enter');
  await until(has('PlatformUnavailable, critical   tenant=acme'));
  press('down', 'enter');
  const line = await until(has('tenant=acme code=109004 order=30', 'a.log:31'));
  expect(line).toContain('2026-11-01T09:30:00.000Z');
  press('escape', 'escape', 'escape');
  await until(has('umbrella', 'order=35', 'Last 1 h'));
  press('tab', 'down', 'enter');
  const group = await until(has('tenant=umbrella', '32 events, 0 errors'));
  expect(group).not.toContain('order=');
});

test('filters codes, groups and lines while the filter is typed', async () => {
  const { until, press } = begin();
  await until(has('order=35'));
  press('/', 'o', 'r', 'd', 'e', 'r', '=', '2');
  const screen = await until((text) => text.endsWith('/order=2') && !text.includes('order=35'));
  expect(screen).toContain('order=20');
  expect(screen).not.toContain('umbrella');
  press('enter');
  await until(has('/order=2   ? help'));
  press('/', 'x');
  await until(has('Nothing has "order=2x"'));
  press('escape');
  await until(has('order=35', 'umbrella'));
});

test('stands still while it is paused, and says what came', async () => {
  const { until, press } = begin();
  await until(has('40 events'));
  press('p');
  await until(has('paused, 0 events since'));
  appendFileSync(log, lines(40, 43));
  expect(await until(has('paused, 3 events since'))).toContain('40 events');
  press('p');
  await until((text) => text.includes('43 events') && !text.includes('paused'));
});

test('has help, which any key ends', async () => {
  const { until, press } = begin();
  await until(has('? help'));
  press('?');
  await until(has('goes into a code or a group', 'any key goes back'));
  press('x');
  await until(has('? help'));
});

test.each(['q', 'ctrl+c'])('ends with %s: the terminal is left before the summary is printed', async (key) => {
  const { until, press, ended, written, printed } = begin();
  await until(has('40 events'));
  expect(printed).toEqual([]);
  press(key);
  expect(await ended).toBe(130);
  expect(written.at(-1)).toBe('left');
  expect(printed.join('')).toMatch(/^40 events {3}8 errors/);
});

test('is drawn anew when the size of the terminal changes', async () => {
  const { until, resize, written } = begin();
  await until(has('40 events', 'What to do'));
  resize(40, 10);
  await until((text) => text.includes('40 events') && !text.includes('What to do'));
  expect(written.at(-1)).toContain('\x1b[2J');
  resize(200, 60);
  await until(has('platform: retry later', 'order=5'));
});

test('a file that cannot be read is said on it', async () => {
  shown = watched([log, join(folder, 'missing.log')]);
  await shown.until(has('! ', 'missing.log: '));
});

describe('in place of it there are lines', () => {
  const printedUntil = async ({ printed }: Watched, isThere: (text: string) => boolean) => {
    for (let waited = 0; waited < 10_000 && !isThere(printed.join('')); waited += 20) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return printed.join('');
  };

  test('with --plain: each window with errors when it closes, and what begins and is over', async () => {
    shown = watched([log, '--tz', 'UTC', '--plain']);
    const text = await printedUntil(shown, has('09:35 to 09:36'));
    expect(text).toContain('09:35 to 09:36: 1 event, 1 error (100%): 109004 PlatformUnavailable 1\n');
    expect(text).not.toContain('09:36 to 09:37');
    expect(text).not.toContain('\x1b');
  });

  test('where the terminal can only write', async () => {
    shown = watched([log, '--tz', 'UTC'], { env: { TERM: 'dumb' } });
    expect(await printedUntil(shown, has('09:35 to 09:36'))).toContain('109004 PlatformUnavailable');
    expect(shown.written).toEqual([]);
  });
});
