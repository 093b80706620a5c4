/** Values that are no lines, batches or documents, as plain JavaScript gives them: an error that says what is wrong. */
import { Readable } from 'node:stream';
import {
  Aggregation,
  Catalogue,
  catalogue,
  check,
  compare,
  type EventBatch,
  eventStream,
  LogscanError,
  loadCatalogue,
  ndjsonStream,
  render,
  renderStream,
  type Summary,
  scanFiles,
  scanLine,
  scanPartial,
  scanStream,
} from 'ptk-logscan';
import { beforeAll, describe, expect, test } from 'vitest';
import { FORM_NAMES } from '../../src/check/forms/index.js';
import { SUMMARY_FORMATS } from '../../src/report/formats.js';
import { faultsOf } from '../documents/schemas.js';
import { type Loose, refusal } from './refusal.js';

const FILE = 'samples/callback.log';
const SUMMARY = { schema: 'ptk-logscan/summary@1' } as Loose;

let summary: Summary;
let result: Loose;
let comparison: Loose;
let batch: EventBatch;
beforeAll(async () => {
  summary = await scanFiles(FILE, { timeZone: 'UTC', by: 'tenant' });
  result = await check(summary, [{ name: 'Error rate', 'max-error-rate': '2%', 'per-window': true }], {
    baseline: summary,
    ignore: [{ code: 109004, until: '2027-12-31', reason: 'known' }],
  });
  comparison = compare(await scanFiles(FILE, { timeZone: 'UTC', by: 'tenant', until: '2026-11-03T18:00Z' }), summary);
  const bytes = Readable.from([Buffer.from('2026-11-01 09:15:00 code=109004\n')]);
  [batch] = (await bytes.pipe(scanStream({ timeZone: 'UTC' })).toArray()) as [EventBatch];
});

const messageOf = async (call: () => unknown) => (await refusal(call))?.message ?? 'nothing';

test.each([undefined, null, 0, {}, [], true])('scanLine(%j)', async (line) => {
  const message = await messageOf(() => scanLine(line as Loose));
  expect(message).toMatch(/^line: expected a text, or a Uint8Array of its bytes; got (undefined|null|0|an? .*|true)$/);
});

const BATCHES: readonly (readonly [change: unknown, message: string])[] = [
  [null, 'batch: expected an EventBatch, as scanStream gives it; got null'],
  ['x', 'batch: expected an EventBatch, as scanStream gives it; got "x"'],
  [0, 'batch: expected an EventBatch, as scanStream gives it; got 0'],
  [[], 'batch: expected an EventBatch, as scanStream gives it; got an empty array'],
  [{ source: 1 }, 'batch.source: expected a text; got 1'],
  [{ count: -1 }, 'batch.count: expected a whole number; got -1'],
  [{ count: 1e6 }, 'batch.codes: expected 1000000 entries, as count says; got 1'],
  [{ codes: [109004] }, 'batch.codes: expected an Int32Array; got an array with 109004'],
  [{ codes: new Int32Array([1]) }, 'batch.codes[0]: expected a code from 106000 to 109999; got 1'],
  [{ times: null }, 'batch.times: expected a Float64Array; got null'],
  [{ inherited: undefined }, 'batch.inherited: expected a Uint8Array; got undefined'],
  [{ groups: {} }, 'batch.groups: expected an array; got an object'],
  [{ groups: [null] }, 'batch.groups[0].ids: expected an Int32Array; got undefined'],
  [{ groups: [{ ids: new Int32Array(1) }] }, 'batch.groups[0].values: expected an array; got undefined'],
];

describe.each(BATCHES)('the batch %j', (change, message) => {
  const wrong = (): Loose => {
    const isPart = typeof change === 'object' && change !== null && !Array.isArray(change);
    return isPart ? { ...batch, ...change } : change;
  };

  test('is not counted', async () => {
    const counts = new Aggregation();
    expect(await messageOf(() => counts.add(wrong()))).toBe(message);
    counts.add(batch);
    expect(counts.toSummary().totals.events).toBe(1);
  });

  test('is an error of the stream', async () => {
    if (change === null) return;
    const stream = eventStream();
    stream.write(wrong());
    expect(await messageOf(() => stream.toArray())).toBe(message);
  });
});

test('an aggregation takes another one, not itself', async () => {
  const counts = new Aggregation();
  counts.add(batch);
  for (const [other, got] of [
    [{}, 'an Aggregation; got an object'],
    [null, 'an Aggregation; got null'],
    [counts, 'another Aggregation; got this one itself'],
  ]) {
    expect(await messageOf(() => counts.merge(other as Loose))).toBe(`other: expected ${got}`);
  }
  expect(counts.toSummary().totals.events).toBe(1);
});

describe('ndjsonStream', () => {
  const cyclic: Loose = {};
  cyclic.toJSON = () => {
    throw new Error('no');
  };

  test.each([
    [10n, '10'],
    [{ a: 10n }, 'one with what it cannot'],
    [cyclic, 'one with what it cannot'],
    [undefined, 'undefined'],
    [() => 1, 'a function'],
  ])('fails for %s', async (value, got) => {
    const stream = ndjsonStream() as Loose;
    stream.write({ fine: true });
    const failed = new Promise((_resolve, reject) => stream.on('error', reject));
    stream.write(value);
    expect(await messageOf(() => failed)).toBe(`ndjsonStream: expected an object that JSON can hold; got ${got}`);
  });

  test('has no options', async () => {
    expect(await messageOf(() => ndjsonStream({ pretty: true } as Loose))).toBe(
      'pretty: unknown option; expected none',
    );
    expect(await messageOf(() => ndjsonStream('x' as Loose))).toBe('options: expected an object; got "x"');
  });
});

const CATALOGUES: readonly (readonly [call: () => unknown, message: string])[] = [
  [() => (loadCatalogue as Loose)(), 'file: expected the path of a catalogue; got undefined'],
  [() => loadCatalogue('x.json', {} as Loose), 'base: expected a Catalogue; got an object'],
  [() => new Catalogue(null as Loose), 'entries: expected an array of codes, or what gives them one by one; got null'],
  [() => new Catalogue('x' as Loose), 'entries: expected an array of codes, or what gives them one by one; got "x"'],
  [() => new Catalogue([catalogue.get(107000), null] as Loose), 'entries[1]: expected an object; got null'],
  [() => new Catalogue([{ code: 107000 }] as Loose), 'entries[0].name: expected a text; got undefined'],
];

test.each(CATALOGUES)('%s', async (call, message) => expect(await messageOf(call)).toBe(message));

const DOCUMENTS: readonly (readonly [call: () => unknown, message: RegExp])[] = [
  [() => render(SUMMARY, 'csv'), /^summary\.producer: expected an object; got none$/],
  [() => renderStream(SUMMARY, 'csv'), /^summary\.producer: /],
  [() => render({ ...summary, codes: undefined } as Loose, 'table'), /^summary\.codes: expected an array; got none$/],
  [() => compare(SUMMARY, summary), /^before\.producer: /],
  [() => compare(summary, SUMMARY), /^now\.producer: /],
  [() => check(SUMMARY, [{ name: 'a', require: 'ok' }]), /^summary\.producer: /],
  [() => check(summary, [], { baseline: SUMMARY }), /^baseline\.producer: /],
  [() => render({ schema: 'ptk-logscan/check@1' } as Loose, 'junit'), /^result\.verdict: expected one of pass, /],
  [
    () => render({ ...summary, codes: [] }, 'html'),
    /^summary\.codes: expected counts that add up to totals\.events, \d+; got 0$/,
  ],
  [
    () => render(summary, 'table', { comparison: {} as Loose }),
    /^comparison: expected a comparison, as compare gives it; got an object$/,
  ],
  [
    () => render(summary, 'table', { comparison: { ...comparison, notes: [1] } }),
    /^comparison\.notes\[0\]: expected a text; got 1$/,
  ],
];

test.each(DOCUMENTS)('%s', async (call, message) => expect(await messageOf(call)).toMatch(message));

/** The members of a document; of an array those of its first element, of objects with any names those of the first. */
function* pathsIn(value: Loose, path: (string | number)[] = []): Generator<(string | number)[]> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  const steps = Array.isArray(value) ? value.keys() : Object.keys(value);
  for (const step of [...steps].slice(0, Array.isArray(value) ? 1 : undefined)) {
    yield* pathsIn(value[step], [...path, step]);
  }
}

describe('a document with one wrong member', () => {
  const WRONG = [undefined, null, {}, [], 'x', -1.5, [null]];

  async function tryAll(document: Loose, use: (changed: Loose) => Promise<unknown>): Promise<void> {
    for (const path of pathsIn(document)) {
      for (const wrong of WRONG) {
        const changed = structuredClone(document);
        const parent = path.slice(0, -1).reduce((value, step) => value[step], changed);
        parent[path.at(-1)!] = wrong;
        await use(changed).catch((error) => {
          if (!(error instanceof LogscanError)) throw new Error(`${path.join('.')} = ${wrong}`, { cause: error });
        });
      }
    }
  }

  const small = (): Summary => ({ ...summary, windows: summary.windows.slice(0, 2) });

  test.each(SUMMARY_FORMATS)('is shown as %s or refused', async (format) => {
    await tryAll(small(), (changed) => render(changed, format));
  });

  test.each(FORM_NAMES)('is shown as %s, the result of a check, or refused', async (form) => {
    await tryAll(result, (changed) => render(changed, form));
  });

  test('is compared, checked or refused', async () => {
    await tryAll(small(), async (changed) => compare(changed, summary));
    await tryAll(small(), async (changed) => compare(summary, changed));
    await tryAll(small(), (changed) => check(changed, [{ name: 'a', 'max-error-rate': 0, 'per-window': true }]));
    await tryAll(small(), (changed) => check(summary, [], { baseline: changed }));
    await tryAll(comparison, (changed) => render(summary, 'table', { comparison: changed }));
    await tryAll(comparison, (changed) => render(summary, 'html', { comparison: changed }));
  });
});

// The library holds documents to shapes of its own: what the validators of the schemas come to is 300 kB.
test.each<[name: 'summary' | 'check', document: () => Loose, use: (changed: Loose) => Promise<unknown>]>([
  ['summary', () => ({ ...summary, windows: summary.windows.slice(0, 2) }), (changed) => render(changed, 'json')],
  ['check', () => result, (changed) => render(changed, 'json')],
])('what the schema of a %s requires is required', async (name, document, use) => {
  let required = 0;
  const taken: string[] = [];
  for (const path of pathsIn(document())) {
    const changed = structuredClone(document());
    const parent = path.slice(0, -1).reduce((value, step) => value[step], changed);
    if (Array.isArray(parent)) continue;
    delete parent[path.at(-1)!];
    if (faultsOf(changed, name).length === 0) continue;
    required += 1;
    if ((await messageOf(() => use(changed))) === 'nothing') taken.push(path.join('.'));
  }
  expect(taken).toEqual([]);
  expect(required).toBeGreaterThan(50);
});

test('a later version may have added members', async () => {
  const later = { ...summary, added: 1, totals: { ...summary.totals, added: {} } };
  expect(await render(later, 'csv')).toBe(await render(summary, 'csv'));
});

test('a form of groups needs groups, as on the command line', async () => {
  const none = await scanFiles(FILE, { timeZone: 'UTC' });
  const message = 'csv-groups: expected a key to group by, such as tenant; got none';
  expect(await messageOf(() => render(none, 'csv-groups'))).toBe(message);
  expect(await messageOf(() => renderStream(none, 'csv-groups'))).toBe(message);
});

test.each([scanFiles, scanPartial])('a signal that a timer ends during a short run ends it: %o', async (scan) => {
  const ended = new AbortController();
  setTimeout(() => ended.abort(), 0);
  await expect(scan(FILE, { timeZone: 'UTC', signal: ended.signal })).rejects.toHaveProperty('name', 'AbortError');
});
