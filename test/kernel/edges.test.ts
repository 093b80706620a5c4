/** Where the kernel stops to look: each of its limits from both sides, as the reference has it, with what is right. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { MIN_TIME_DIGITS, START_LIMIT } from '../../src/model/timestamp-forms.js';
import { LOOKAHEAD, LOOKBACK } from '../../src/reference/rules/place.js';
import { byKernel, byReference, disagreement, type Found, type Reading } from './oracle.js';
import { PLAIN } from './some-rules.js';

/** The events of a text, by which both agree; one character a byte. */
function eventsOf(text: string, cuts: readonly number[] = []): readonly Found[] {
  expect(disagreement(text, PLAIN, 'lines', cuts)).toBeNull();
  return byReference(text, PLAIN).events;
}
const codesOf = (text: string) => eventsOf(text).map(({ code }) => code);
const STAMP = '2026-11-01 09:15:00';
const LOCAL = Date.UTC(2026, 10, 1, 9, 15);

describe('the fewest digits of a time', () => {
  test('are those of the shortest there is', () => {
    expect('Nov 1 9:15'.replace(/\D/g, '')).toHaveLength(MIN_TIME_DIGITS);
  });

  test.each(['Nov 1 9:15 code=107000', 'Nov 1 9:15 107000', 'code=107000 Nov 1 9:15'])('with a code: %s', (line) => {
    expect(eventsOf(line)).toMatchObject([{ code: 107000, inherited: false, yearless: true }]);
  });

  test('on the line before one with a code, between lines that have too few', () => {
    const far = '  at x\n'.repeat(40);
    for (const before of ['', far]) {
      for (const behind of ['', far]) {
        const [event] = eventsOf(`${before}Nov 1 9:15\n${behind}code=107000\n`);
        expect(event).toMatchObject({ inherited: true, yearless: true });
      }
    }
  });

  test('a code of which the fraction is a part of the time counts with it', () => {
    expect(eventsOf('Nov 1 9:15:00.107000 code=108001')).toMatchObject([{ code: 108001, inherited: false }]);
    expect(eventsOf('Nov 1 9:15:00,107000')).toMatchObject([{ code: 107000, inherited: false }]);
  });
});

test('a CR is part of a line end only before LF', () => {
  expect(codesOf('09:15:00,107000\r\n')).toEqual([107000]);
  expect(codesOf('09:15:00,107000\r')).toEqual([]);
  expect(codesOf('09:15:00,107000\r\r\n')).toEqual([]);
});

describe('where a time may begin', () => {
  test.each([
    [START_LIMIT - 1, LOCAL],
    [START_LIMIT, null],
  ])('at byte %d', (at, local) => {
    for (const filler of ['x', '\xc3\xa9', '5 ']) {
      const before = filler.repeat(at).slice(0, at - 2);
      expect(eventsOf(`${before}; ${STAMP} code=107000`), filler).toMatchObject([{ local }]);
    }
    expect(eventsOf(`code=107000 ${'x'.repeat(at - 13)} ${STAMP}`)).toMatchObject([{ local }]);
  });

  test('what is not there before it counts for nothing', () => {
    for (const nothing of ['\0', '\x1b[0m', '\xef\xbb\xbf', '\\u001b[1;31m']) {
      expect(eventsOf(`${nothing.repeat(600)}${STAMP} code=107000`), JSON.stringify(nothing)).toMatchObject([
        { local: LOCAL, inherited: false },
      ]);
    }
  });

  test('a block of NULs and more before it', () => {
    for (const n of [1, 63, 64, 8191, 8192, 8193, 20_000]) {
      const text = `${'\0'.repeat(n)}${STAMP} code=107000\ncode=108001\n`;
      expect(eventsOf(text), `${n}`).toMatchObject([{ local: LOCAL }, { local: LOCAL, inherited: true }]);
    }
  });
});

describe('how far is looked from a candidate', () => {
  test.each([
    [LOOKBACK, []],
    [LOOKBACK + 1, [107000]],
  ])('a name %d bytes before it', (distance, codes) => {
    expect(codesOf(`x id=${' '.repeat(distance - 'id='.length)}107000`)).toEqual(codes);
  });

  test.each([
    [LOOKAHEAD - 'InvalidSegment'.length, [108001]],
    [LOOKAHEAD - 'InvalidSegment'.length + 1, []],
  ])('its name %d bytes behind it', (distance, codes) => {
    expect(codesOf(`id=108001${' '.repeat(distance)}InvalidSegment`)).toEqual(codes);
  });

  test('names of all lengths around what the kernel remembers of them', () => {
    for (let n = 1; n < 80; n++) {
      const name = 'x'.repeat(n);
      // Twice the same beginning, then one that differs in its first byte alone.
      const keys = [
        `${name}Id=`,
        `${name}Code=`,
        `id${name} `,
        `id ${' '.repeat(n)}`,
        `code${' '.repeat(n)}`,
        `id ["${' '.repeat(n)}`,
      ];
      const lines = keys.flatMap((key) => [
        ` ${key}107000`,
        ` ${key}107000`,
        `.${key}107000`,
        `x${key}107000`,
        `\\"${key}107000`,
      ]);
      expect(disagreement(lines.join('\n'), PLAIN)).toBeNull();
    }
  });
});

describe('how a line of JSON begins', () => {
  test('is remembered up to the value of its time, of any length', () => {
    for (let n = 0; n < 90; n++) {
      const line = (key: string, time: string) => `{"${'m'.repeat(n)}":1,"${key}":"${time}","code":107000}\n`;
      const lines = [
        ...[
          line('time', '2026-11-01T09:15:00Z'),
          line('time', '2026-11-01T09:15:01Z'),
          line('tame', '2026-11-01T09:15:02Z'),
        ],
        ...[line('time', 'soon'), line('time', '2026-11-01T09:15:03Z'), line('time', '2026-11-01T09:15:04+01:00x')],
      ];
      expect(disagreement(lines.join(''), PLAIN)).toBeNull();
    }
  });

  test.each([40, 3000, 8000, 8192, 20_000, 60_000])('a time behind %d bytes', (n) => {
    const text = `{"code":107000,"m":"${'x'.repeat(n)}","codes":[108001],"time":"2026-11-01T09:15:00Z","status":109004}\n`;
    for (const cuts of [[], [3], [n >> 1], [n + 60], [1000, n + 20]]) {
      expect(sorted(byKernel(text, PLAIN, 'lines', cuts))).toEqual(sorted(byReference(text, PLAIN)));
    }
    expect(byReference(text, PLAIN).events).toMatchObject([{ local: LOCAL }, { local: LOCAL }, { local: LOCAL }]);
    // Codes that wait for the time of their line are not in their order.
    expect(sorted(byKernel(text, PLAIN, 'occurrences'))).toEqual(sorted(byReference(text, PLAIN, 'occurrences')));
  });

  test('an empty value, and two objects that may be its time, on a line of several blocks', () => {
    const filler = `"m":"${'x'.repeat(20_000)}"`;
    for (const [members, local] of [
      ['"msg":"2026-10-01 10:00:00 x","a":,"time":"2026-11-01T09:15:00Z"', LOCAL],
      ['"instant":{"epochSecond":1793524500},"timestamp":{"epochSecond":1793524560}', LOCAL],
    ] as const) {
      for (const line of [`{${members},${filler},"code":107000}`, `{${members},"code":107000}`]) {
        // Not by `eventsOf`, which would look for the shortest such line for minutes.
        for (const read of [byReference, byKernel]) {
          expect(read(line, PLAIN).events, line.slice(0, 99)).toMatchObject([{ local }]);
        }
      }
    }
  });

  test('a time of which characters are escaped is a string of at most 256', () => {
    const escaped = (time: string) =>
      time.replace(/./g, (each, i) => (i < 41 ? `\\u00${each.charCodeAt(0).toString(16)}` : each));
    for (const [place, length, local] of [
      ['Asia/Hong_Kong', 256, LOCAL],
      ['America/Toronto', 257, null],
    ] as const) {
      const time = escaped(`2026-11-01T09:15:00.000000000+00:00[${place}]`);
      expect(time).toHaveLength(length);
      expect(eventsOf(`{"time":"${time}","code":107000}`)).toMatchObject([{ local }]);
    }
  });
});

/** With the codes of each line in the order of their numbers. */
function sorted({ events, ...rest }: Reading): Reading {
  return { ...rest, events: [...events].sort((a, b) => a.line - b.line || a.code - b.code) };
}

describe('the end of a block', () => {
  /** Blocks have 8,192 bytes in these tests. */
  const BLOCK = 8192;

  test('within a line: in its time, in codes, in escapes, in what names them', () => {
    const line = `${STAMP}.123+01:00 \x1b[31mcode=\\"107000\\" id=107001 InvalidSegment (108001) 109004 ms 107002: 'x'`;
    for (let before = BLOCK - line.length - 4; before <= BLOCK + 4; before++) {
      const lines = `${'x'.repeat(99)}\n`.repeat(before / 100 - 1);
      eventsOf(`${lines}${'x'.repeat(before - lines.length - 1)}\n${line}\nstatus=107003\n`);
      // The line itself is the longer one; some of its positions do.
      if (before % 8 === 0) eventsOf(`${'ab '.repeat(before / 3)} ${line}\n`);
    }
  });

  test('with names on the one side and codes on the other', () => {
    for (let n = BLOCK - 30; n < BLOCK + 10; n++) {
      expect(
        codesOf(`${'ab '.repeat(n / 3)}${'x'.repeat(n % 3)} InvalidSegment 108001 sessionId: 107000 code=107999`),
      ).toEqual([108001, 107999]);
    }
  });

  test('with a name behind a code as far as is looked', () => {
    const rest = `id=108001${' '.repeat(LOOKAHEAD - 'InvalidSegment'.length)}InvalidSegment ${'y'.repeat(200)}`;
    for (let n = BLOCK - 120; n < BLOCK + 10; n++) {
      expect(codesOf(`${'ab '.repeat(n / 3)}${'.'.repeat(n % 3)} ${rest}`), `${n}`).toEqual([108001]);
    }
  });

  it('is anywhere in a source that begins with a header', () => {
    const head = ['time,id,code,text', '#Version: 1\n#Fields: date time id code', '\xef\xbb\xbf"time";"code";"id"'];
    const rows = [
      '2026-11-01 09:15:00,107000,107001,x',
      '2026-11-01 09:15:01 107000 107001',
      '"2026-11-01 09:15:02";107000;"107001"',
    ];
    for (const [i, each] of head.entries()) {
      const text = `${each}\n${`${rows[i]}\n`.repeat(3)}code=107003 107004\n`;
      const expected = byReference(text, PLAIN);
      expect(expected.events.length).toBeGreaterThan(3);
      for (let cut = 0; cut <= text.length; cut++) expect(byKernel(text, PLAIN, 'lines', [cut])).toEqual(expected);
      fc.assert(
        fc.property(fc.array(fc.nat(text.length), { maxLength: 9 }), (cuts) => {
          expect(
            byKernel(
              text,
              PLAIN,
              'lines',
              [...cuts].sort((a, b) => a - b),
            ),
          ).toEqual(expected);
        }),
      );
    }
  });
});

describe('what was read before', () => {
  const clock = (hour: number, second: number) =>
    `${String(hour).padStart(2, '0')}:17:${String(second).padStart(2, '0')}`;

  test('a date is remembered with what makes it one, and nothing else of its line', () => {
    const forms = [
      '2026-11-03 @',
      '[2026-11-03T@',
      '2026/11/03 @Z',
      'I1103 @',
      '11-03 @',
      'Nov  3 @',
      '2026-11-039@',
      '2026-13-03 @',
    ];
    const lines = forms
      .flatMap((form) => [form, ...forms])
      .map((form, i) => `${form.replace('@', clock(i % 25, i % 61))} 107000 x\n`);
    expect(disagreement(lines.join(''), PLAIN)).toBeNull();
    expect(disagreement(lines.reverse().join(''), PLAIN)).toBeNull();
  });

  test('a date that was read before is followed by another byte', () => {
    const input =
      '2026-11-03908:03:37 code=107012\n'.repeat(2) +
      '2026-11-03 08:03:37 code=107012\n2026-11-03908:03:37 code=107000\n';
    expect(eventsOf(input).map(({ local, inherited }) => [local === null, inherited])).toEqual([
      [true, false],
      [true, false],
      [false, false],
      [false, true],
    ]);
  });

  test('the ids behind a time of glog are none behind the next time', () => {
    for (const blank of ['', ' ', '[']) {
      const lines = ['2026-03-26T01:41 107000', 'W0918 16.03.17', `${blank}2026-03-26T02:05:05.123 107000`];
      expect(codesOf(lines.join('\n'))).toEqual([107000, 107000]);
    }
  });

  test('a line with nothing to see on it has no time', () => {
    expect(eventsOf('\x1b[m\n 107000 2026-11-01 09:15:00\n')).toMatchObject([{ local: null }]);
  });
});

describe('a time that stands alone on an indented line', () => {
  test.each([
    [15, true],
    [16, false],
  ])('with %d brackets behind it', (n, isAlone) => {
    const text = `2026-10-01 09:15:00 x\n ${STAMP}${')'.repeat(n)}\ncode=107000\n`;
    expect(eventsOf(text)).toMatchObject([{ local: isAlone ? Date.UTC(2026, 9, 1, 9, 15) : LOCAL }]);
  });
});

test.each([
  ['a b', []],
  ['a b c', [108001]],
])('a process id has at most two words between it and a level: %s', (words, codes) => {
  expect(codesOf(`${STAMP} 108001 ${words} INFO x`)).toEqual(codes);
});

test.each([
  [4096, [107999]],
  [4097, []],
])('a row under a header has %d bytes', (length, codes) => {
  expect(codesOf(`time,code,text\nx,107999,${'y'.repeat(length - 9)}\n`)).toEqual(codes);
});
