/** A file that is cut short while it is read: what was there counts, and nothing waits for the rest. */
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compileKernel } from '../../src/kernel/load.js';
import { firstLineStart, readLines } from '../../src/scan/range.js';
import { Scanner } from '../../src/scan/scanner.js';
import { zoneOf } from '../../src/time/zone.js';
import { rulesOf } from '../rules/rules-of.js';

const LINE = '2026-11-01 09:15:00 INFO Reply code=109004 a b c\n';
const LINES = 50_000;

let folder = '';
let fd = -1;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  writeFileSync(join(folder, 'a.log'), LINE.repeat(LINES));
  fd = openSync(join(folder, 'a.log'), 'r+');
});
afterEach(() => {
  closeSync(fd);
  rmSync(folder, { recursive: true });
});

function aScanner(): { scanner: Scanner; events: () => number } {
  let events = 0;
  const options = { module: compileKernel(), rules: rulesOf({}), timeZone: zoneOf('UTC'), count: 'lines' } as const;
  const scanner = new Scanner({ ...options, blockSize: 8192 });
  scanner.begin({ name: 'x', reference: 0, offset: 0, lines: 0 }, ({ count }) => {
    events += count;
  });
  return { scanner, events: () => events };
}

/** Reads what the first turn gives, cuts the file to a size, and reads on. */
function readAround(sizeOf: (read: number) => number) {
  const { scanner, events } = aScanner();
  const turns = readLines(scanner, fd, 0, Number.POSITIVE_INFINITY, 64);
  const first = turns.next().value as number;
  expect(first).toBeLessThan(LINE.length * LINES);
  const size = sizeOf(first);
  ftruncateSync(fd, size);
  const bytes = first + [...turns].reduce((sum, n) => sum + n, 0);
  return { first, size, bytes, lines: scanner.lines, events: events() };
}

describe('cut', () => {
  test('further on, in a line: that one is the last', () => {
    // All of the last line but its end.
    const { size, bytes, lines, events } = readAround(
      (read) => (Math.ceil(read / LINE.length) + 100) * LINE.length - 1,
    );
    expect(bytes).toBe(size);
    expect([lines, events]).toEqual([(size + 1) / LINE.length, (size + 1) / LINE.length]);
  });

  test('in what was read already: what was read counts', () => {
    const { first, bytes, lines } = readAround(() => 10);
    expect(bytes).toBe(first);
    expect(lines).toBe(Math.ceil(first / LINE.length));
  });

  test('before where a piece of it begins: there is nothing in that piece', () => {
    ftruncateSync(fd, 1000);
    const { scanner, events } = aScanner();
    const from = LINE.length * 1000 + 7;
    for (const to of [from + 100_000, Number.POSITIVE_INFINITY]) {
      const start = firstLineStart(fd, 0, from, to);
      expect([...readLines(scanner, fd, start, to, 64)]).toEqual([0]);
    }
    expect([scanner.lines, events()]).toEqual([0, 0]);
  });
});
