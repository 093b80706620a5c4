/** Wrong options, as plain JavaScript gives them too: an error with the option's name. */
import { Readable } from 'node:stream';
import {
  Aggregation,
  check,
  compare,
  eventStream,
  lineStream,
  mergePartials,
  render,
  scanFiles,
  scanLine,
  scanPartial,
  scanStream,
} from 'ptk-logscan';
import { describe, expect, test } from 'vitest';
import { type Loose, refusal } from './refusal.js';

const FILE = 'samples/callback.log';

async function messageOf(call: () => unknown): Promise<string> {
  const error = await refusal(call);
  if (error === null) return 'nothing';
  return error.tip === null ? error.message : `${error.message} | ${error.tip}`;
}

const OPTIONS: readonly (readonly [options: Loose, message: RegExp])[] = [
  [{ widow: '1h' }, /^widow: unknown option; did you mean window\?$/],
  [{ tz: 'UTC' }, /^tz: unknown option; did you mean timeZone\?$/],
  [{ 'code-key': 'x' }, /^code-key: unknown option; did you mean codeKeys\?$/],
  [{ category: 'data' }, /^category: unknown option; did you mean categories\?$/],
  [{ nothing: 1 }, /^nothing: unknown option; expected one of by, catalogue, categories, /],
  ['UTC', /^options: expected an object; got "UTC"$/],
  [null, /^options: expected an object; got null$/],
  [[], /^options: expected an object; got an empty array$/],
  [{ window: 5 }, /^window: expected a text; got 5$/],
  [{ window: '7m' }, /^window: expected a length that divides a day evenly.*; got "7m" \| 6m and 8m do$/],
  [{ timeZone: 'Mars/Olympus' }, /^timeZone: expected .*Mars\/Olympus/],
  [{ timeZone: ' ' }, /^timeZone: expected a value; got none$/],
  [{ since: {} }, /^since: expected a text, a Date, or epoch milliseconds; got an object$/],
  [{ since: new Date('x') }, /^since: expected .*; got a Date that is no time$/],
  [{ since: 1e17 }, /^since: expected .* epoch milliseconds; got 100000000000000000$/],
  [{ since: 'soon' }, /^since: expected a timestamp .*; got "soon"$/],
  [
    { since: 2, until: 1 },
    /^since: expected a time before until 1970-01-01T00:00:00.001Z; got 1970-01-01T00:00:00.002Z$/,
  ],
  [{ codes: [107000, 42] }, /^codes\[1\]: expected a code from 106000 to 109999; got 42$/],
  [{ codes: 'PlatformUnavailible' }, /^codes: .* \| did you mean PlatformUnavailable\?$/],
  [{ codes: [1.5] }, /^codes: expected a code by number or name, or an array of them; got an array with 1.5$/],
  [{ severities: 'eror+' }, /^severities: .*got "eror" \| did you mean error\?$/],
  [{ categories: ['data', 'dada'] }, /^categories\[1\]: .* \| did you mean data\?$/],
  [{ where: '=acme' }, /^where: expected KEY=VALUE, .*got "=acme"$/],
  [{ where: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] }, /^where\[0\]: expected conditions about at most \d keys/],
  [{ by: ['a', 'b', 'c'] }, /^by\[0\]: expected at most 2 keys; got a, b, c$/],
  [{ by: 'a b' }, /^by: expected .* a key of letters, digits.*; got "a b"$/],
  [{ maxGroups: 0 }, /^maxGroups: expected a whole number from 1 to 1000000; got "0"$/],
  [{ count: 'line' }, /^count: expected lines or occurrences; got "line" \| did you mean lines\?$/],
  [{ labelled: 'yes' }, /^labelled: expected true or false; got "yes"$/],
  [{ codeKeys: ['', 'x'] }, /^codeKeys\[0\]: expected a value; got none$/],
  [{ ignoreKeys: ['a b'] }, /^ignoreKeys\[0\]: expected a name of letters.*; got "a b"$/],
  [{ dateOrder: 'ymd' }, /^dateOrder: expected mdy or dmy; got "ymd"/],
  [{ year: 1492 }, /^year: expected a whole number from 1970 to 2100; got "1492"$/],
  [{ catalogue: 'mine.json' }, /^catalogue: expected a Catalogue, as loadCatalogue gives it; got "mine.json"$/],
  [{ timeFormat: '%H' }, /^timeFormat: expected pattern or jsonTime beside it; got neither$/],
  [{ pattern: 'x', jsonCode: 'y' }, /^pattern: expected without jsonCode and jsonTime; got jsonCode too$/],
];

/** Every stage refuses the same options in the same words. */
const STAGES: Readonly<Record<string, (options: Loose) => unknown>> = {
  scanFiles: (options) => scanFiles(FILE, options),
  scanPartial: (options) => scanPartial(FILE, options),
  scanStream: (options) => scanStream(options),
  eventStream: (options) => eventStream(options),
  Aggregation: (options) => new Aggregation(options),
};

describe.each(Object.entries(STAGES))('%s', (_name, stage) => {
  test.each(OPTIONS)('%j', async (options, message) => expect(await messageOf(() => stage(options))).toMatch(message));

  test('takes an option that is undefined for one that is not given', async () => {
    expect(await messageOf(() => stage({ window: undefined, codes: undefined }))).toBe('nothing');
  });
});

const CALLS: readonly (readonly [call: () => unknown, message: RegExp])[] = [
  [() => scanFiles([]), /^files: expected at least one; got an empty array$/],
  [() => scanFiles([FILE, 7] as Loose), /^files\[1\]: expected the name of a file, a folder or a glob; got 7$/],
  [() => (scanFiles as Loose)(), /^files: expected the name of a file, a folder or a glob; got undefined$/],
  [() => scanFiles(FILE, { workers: 0 }), /^workers: expected a whole number from 1 to 256; got "0"$/],
  [() => scanFiles(FILE, { signal: 'now' } as Loose), /^signal: expected an AbortSignal; got "now"$/],
  [() => scanFiles(FILE, { onProgress: 1 } as Loose), /^onProgress: expected a function; got 1$/],
  [() => scanFiles(FILE, { since: '1h', last: '1h' }), /^last: expected without since; got both$/],
  [() => scanFiles(FILE, { pattern: '(' }), /^pattern: expected a regular expression; got "\("/],
  [() => scanFiles(FILE, { jsonCode: 'a[' }), /^jsonCode: expected /],
  [() => scanPartial(FILE, { last: '1h' } as Loose), /^last: unknown option; /],
  [() => scanStream({ recursive: true } as Loose), /^recursive: unknown option; /],
  [() => scanStream({ by: ['tenant', 'fault'] }), /^by: expected keys on the lines, at most 2; got tenant, fault$/],
  [() => scanLine('x', { window: '1h' } as Loose), /^window: unknown option; /],
  [() => lineStream({ year: '2026' } as Loose), /^year: expected a number; got "2026"$/],
  [
    () =>
      Readable.from([Buffer.from('x')])
        .pipe(scanStream({ pattern: '(' }))
        .toArray(),
    /^pattern: expected a regular/,
  ],
  [
    () => (render as Loose)({}, 'json'),
    /^summary: expected a summary document, or the result of a check; got an object$/,
  ],
  [() => (compare as Loose)({ schema: 'x@1' }, {}), /^before: expected a summary document; got "x@1"$/],
  [() => (check as Loose)({}, []), /^summary: expected a summary document; got an object$/],
  [() => mergePartials([]), /^partials: expected at least one; got an empty array$/],
  [() => (mergePartials as Loose)('a.part'), /^partials: expected an array; got "a.part"$/],
  [() => mergePartials([{ schema: 'x' }] as Loose), /^partials\[0\]: expected schema ptk-logscan\/partial@1; got "x"$/],
];

test.each(CALLS)('%s', async (call, message) => expect(await messageOf(call)).toMatch(message));
