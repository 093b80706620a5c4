import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLine } from '../../src/reference/line.js';
import { rulesOf } from '../rules/rules-of.js';

interface RealLine {
  system: string;
  line: string;
  local: string;
  zone: number | null;
  yearless: boolean;
}

const REAL_LINES = JSON.parse(
  readFileSync(new URL('../data/loghub-lines.json', import.meta.url), 'utf8'),
) as RealLine[];

describe('lines as real systems print them', () => {
  it.each(REAL_LINES)('$system', ({ line, local, zone, yearless }) => {
    const reading = readLine(line, rulesOf());
    expect(reading.accepted).toEqual([107000]);
    expect(reading.timestamp).toMatchObject({ local: Date.parse(`${local}Z`), zone, yearless });
    expect(reading.otherOrder).toBe(false);
  });
});

describe('readLine', () => {
  it('counts each distinct code once, in order of appearance', () => {
    const reading = readLine('code=108001 code=107000 id=107999 code=108001', rulesOf());
    expect(reading.accepted).toEqual([108001, 107000]);
    expect(reading.candidates).toHaveLength(4);
  });

  it('reads a string as its UTF-8 bytes, and bytes as they are', () => {
    const text = '“ü” 2026-11-01 09:15:00 code=107000';
    const fromText = readLine(text, rulesOf());
    expect(fromText.timestamp?.start).toBe(Buffer.from('“ü” ').length);
    expect(readLine(new TextEncoder().encode(text), rulesOf())).toEqual(fromText);
    const bytes = new TextEncoder().encode(`xx${text}yy`);
    expect(readLine(bytes.subarray(2, bytes.length - 2), rulesOf())).toEqual(fromText);
  });

  it('leaves the line end away, and nothing else', () => {
    const bare = readLine('1793524500 code=107000', rulesOf());
    expect(readLine('1793524500 code=107000\n', rulesOf())).toEqual(bare);
    expect(readLine('1793524500 code=107000\r\n', rulesOf())).toEqual(bare);
    expect(readLine('1793524500\r\n', rulesOf()).timestamp?.end).toBe(10);
    // A CR that no LF follows is a byte like any other.
    expect(readLine('code=107000\r%', rulesOf()).accepted).toEqual([107000]);
    expect(readLine('107000 \r5', rulesOf()).accepted).toEqual([107000]);
  });

  it('has nothing to say of an empty line', () => {
    expect(readLine('', rulesOf())).toEqual({
      timestamp: null,
      otherOrder: false,
      passedOver: [],
      candidates: [],
      accepted: [],
      columns: null,
    });
  });

  it('reads any bytes without throwing, and stays inside of the line', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), (bytes) => {
        const { timestamp, candidates } = readLine(bytes, rulesOf());
        for (const { offset } of candidates) expect(offset + 6).toBeLessThanOrEqual(bytes.length);
        if (timestamp !== null) expect(timestamp.end).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 2000 },
    );
  });
});
