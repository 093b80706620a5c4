import { describe, expect, test } from 'vitest';
import { LogscanError } from '../../src/model/errors.js';
import { parseWindow } from '../../src/time/window-length.js';

describe('parseWindow', () => {
  test.each([
    ['auto', 'auto'],
    ['1s', { n: 1, unit: 's' }],
    ['90s', { n: 90, unit: 's' }],
    ['15m', { n: 15, unit: 'm' }],
    ['90m', { n: 90, unit: 'm' }],
    ['6h', { n: 6, unit: 'h' }],
    ['24h', { n: 24, unit: 'h' }],
    ['5d', { n: 5, unit: 'd' }],
    ['2w', { n: 2, unit: 'w' }],
  ])('%s', (text, choice) => {
    expect(parseWindow(text)).toEqual(choice);
  });

  test.each([
    ['', 'expected auto, or a number and s, m, h, d or w such as 15m; got ""', null],
    ['15', 'got "15"', null],
    ['0m', 'got "0m"', null],
    ['1.5h', 'got "1.5h"', null],
    ['-1h', 'got "-1h"', null],
    ['1h\n', 'got "1h\\n"', null],
    ['1y', 'got "1y"', null],
    [
      '7m',
      'expected a length that divides a day evenly, such as 1m 5m 15m 1h 2h 3h 6h 1d 1w; got "7m"',
      '6m and 8m do',
    ],
    ['5h', 'got "5h"', '4h and 6h do'],
    ['7s', 'got "7s"', '6s and 8s do'],
    ['36h', 'got "36h"', 'for a day or more use d or w'],
    ['4000d', 'expected at most 3660d; got "4000d"', null],
    ['999999999w', 'expected at most 522w', null],
  ])('%j is refused', (text, message, tip) => {
    expect(() => parseWindow(text)).toThrow(LogscanError);
    try {
      parseWindow(text);
    } catch (error) {
      expect(error).toMatchObject({ code: 'usage', tip });
      expect((error as Error).message).toContain(message);
      expect((error as Error).message).toMatch(/^window: .*$/);
    }
  });
});
