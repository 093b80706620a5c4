/** A page fits every screen, whatever stands in the logs, and wherever the reader went. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Frames } from '../../../src/cli/watch/screen/frames.js';
import { drawPage } from '../../../src/cli/watch/screen/page.js';
import { BEGIN, press, type ScreenState } from '../../../src/cli/watch/screen/place.js';
import { shareRows } from '../../../src/cli/watch/screen/share-rows.js';
import type { Snapshot } from '../../../src/cli/watch/screen/snapshot.js';
import { width } from '../../../src/text/terminal.js';
import { callHere } from '../in-process.js';

const HOSTILE = [
  '2026-11-01 09:15:00 code=109004 tenant=\x1b[2J\x1b]0;title\x07acme',
  '2026-11-01 09:16:00 code=109003 tenant=\u202eemca \u0007 \x9b31m order',
  `2026-11-01 09:17:00 code=108000 tenant=${'界'.repeat(60)} ${'👨‍👩‍👧'.repeat(30)}`,
  `2026-11-01 09:18:00 code=108016 tenant=${'x'.repeat(300)}`,
  '2026-11-01 09:19:00 code=107000 tenant=well',
  '2026-11-01 09:20:00 code=109999',
];

let folder = '';
let shown: Snapshot;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-page-'));
  const log = join(folder, 'a.log');
  writeFileSync(log, `${HOSTILE.join('\n')}\n`);
  const recent = JSON.parse((await callHere([log, '--tz', 'UTC', '--by', 'tenant', '-f', 'json'], {})).stdout);
  const events = (await callHere(['events', log, '--tz', 'UTC', '-f', 'ndjson'], {})).stdout.trim().split('\n');
  const lines = events.map((text) => {
    const event = JSON.parse(text);
    return { ...event, values: [null], text: HOSTILE[event.line - 1] };
  });
  const totals = {
    ...{ sources: 3, bytes: 1e9, lines: 123_456_789, events: 12_345_678, errors: 1_234_567, late: 12 },
    ...{ newest: Date.parse('2026-11-01T09:20:00Z'), watermark: Date.parse('2026-11-01T09:19:00Z') },
    failures: new Map([['\x1b[31mbad\n.log', 'permission denied']]),
    gaps: ['something may be lost'],
  };
  shown = { recent, totals, lines, pace: 2000, now: Date.parse('2026-11-01T09:20:03Z'), missed: null };
});
afterAll(() => rmSync(folder, { recursive: true }));

const NAMES = [
  ...['up', 'down', 'left', 'right', 'enter', 'escape', 'pageup', 'pagedown', 'home', 'end', 'tab', 'backspace'],
  ...['/', '?', 'p', ' ', '界', '\x1b', 'x', 'ctrl+u'],
];

test('has as many rows as the screen, none wider, and nothing in them that steers a terminal', () => {
  fc.assert(
    fc.property(
      fc.record({ columns: fc.integer({ min: 1, max: 220 }), rows: fc.integer({ min: 1, max: 70 }) }),
      fc.array(fc.constantFrom(...NAMES), { maxLength: 12 }),
      fc.boolean(),
      (size, names, color) => {
        const look = { by: 'code', color, hasKeys: true, span: 3_600_000, describe: () => 'text '.repeat(50) } as const;
        let state: ScreenState = BEGIN;
        for (const name of [...names, 'end']) {
          const { items, rows } = drawPage(state.isPaused ? { ...shown, missed: 7 } : shown, state, size, look);
          expect(rows).toHaveLength(size.rows);
          expect(rows.filter((row) => width(row) > size.columns)).toEqual([]);
          const bare = rows.map((row) => row.replace(/\x1b\[[0-9;]*m/g, ''));
          expect(bare.filter((row) => /[\p{Cc}\u202e]/u.test(row))).toEqual([]);
          state = press(state, { name, text: name.length <= 1 ? name : '' }, items, 5) ?? state;
        }
      },
    ),
    // Each page on the way is looked at.
    { numRuns: 180 },
  );
});

test('what is chosen is on the screen, at any size that has room for a list', () => {
  const look = { by: 'code', color: false, hasKeys: true, span: 3_600_000 } as const;
  fc.assert(
    fc.property(
      fc.record({ columns: fc.integer({ min: 40, max: 220 }), rows: fc.integer({ min: 10, max: 70 }) }),
      fc.nat(30),
      (size, downs) => {
        let state: ScreenState = BEGIN;
        for (let i = 0; i <= downs; i++) {
          const { rows, items } = drawPage(shown, state, size, look);
          expect(rows.slice(0, -1).filter((row) => row.includes('\x1b[7m'))).toHaveLength(1);
          state = press(state, { name: 'down', text: '' }, items, 5)!;
        }
      },
    ),
    { numRuns: 80 },
  );
});

test('the rows of lists are shared: none has more than it wants, and together not more than there are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 2, max: 60 }), { maxLength: 3 }),
      fc.integer({ min: -3, max: 80 }),
      fc.integer({ min: -1, max: 2 }),
      (wants, room, first) => {
        const heights = shareRows(wants, room, first, 2);
        expect(heights.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(Math.max(0, room));
        heights.forEach((height, i) => {
          expect(height).toBeLessThanOrEqual(wants[i]!);
          expect(height).not.toBe(1);
        });
        // Nothing is left over while a list that is there wants more.
        if (heights.every((height) => height > 0) && wants.length > 0) {
          const all = wants.reduce((a, b) => a + b, 0);
          expect(heights.reduce((a, b) => a + b, 0)).toBe(Math.min(all, room));
        }
      },
    ),
  );
});

test('a frame is what differs from the one before, in ASCII where the terminal knows nothing else', () => {
  const frames = new Frames(false);
  expect(frames.next(['a', '', 'cc'], 2)).toBe('\x1b[?2026h\x1b[H\x1b[2J\x1b[1;1Ha\x1b[K\x1b[3;1Hcc\x1b[?2026l');
  expect(frames.next(['a', '', 'cc'], 2)).toBe('');
  expect(frames.next(['a', 'b', ''], 2)).toBe('\x1b[?2026h\x1b[2;1Hb\x1b[K\x1b[3;1H\x1b[K\x1b[?2026l');
  frames.forget();
  expect(frames.next(['a', 'b', ''], 2)).toContain('\x1b[2J');
  expect(new Frames(true).next(['■ ▁█ é界'], 20)).toContain('# _# ??');
});
