/** What the program prints is what its schemas say, with the keys in their order. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckDocument } from '../../src/check/document.js';
import type { Summary } from '../../src/model/summary.js';
import { callIn } from '../cli/in-process.js';
import { writeLogs } from './made-logs.js';
import { faultsOf } from './schemas.js';

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url));
const LOGS = readdirSync(SAMPLES).filter((name) => /\.(log|jsonl|csv)$/.test(name));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-documents-'));
  writeLogs(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (name: string) => readFileSync(join(folder, name), 'utf8');

/** @param statuses that it may end with: 3 where an input is damaged */
async function printed(args: readonly string[], statuses: readonly number[] = [0, 3]): Promise<string> {
  const { status, stdout, stderr } = await callIn(folder, args);
  expect(statuses, stderr).toContain(status);
  return stdout;
}

const parsed = (text: string): unknown[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

function holds(documents: readonly unknown[], name: string): void {
  for (const document of documents) expect(faultsOf(document, name)).toEqual([]);
}

/** Calls of `scan`, of which each gives a summary, its windows, and a partial result. */
const SCANS: readonly (readonly string[])[] = [
  ...LOGS.map((name) => [join(SAMPLES, name)]),
  [SAMPLES, '-r', '--by', 'tenant,host', '--max-groups', '2', '--tz', 'Europe/Berlin'],
  ['story.log', '--by', 'tenant'],
  ['story.log', '--by', 'tenant', '--by', 'segment', '-w', '6h', '--tz', 'America/St_Johns'],
  ['story.log', '--since', '2026-10-05 09:00', '--until', '2026-10-05 12:00'],
  ['story.log', '--last', '2h'],
  ['story.log', '--code', '109004', '--code', '107999'],
  ['story.log', '--category', 'system', '--severity', 'error+'],
  ['story.log', '--where', 'tenant=acme', '--where', 'segment!=s1', '--labelled', '--count', 'occurrences'],
  ['story.log', '--code-key', 'b', '--code-key', 'a', '--ignore-key', 'z', '--date-order', 'dmy', '--year', '2026'],
  ['story.log', '--since', '2030-01-01'],
  ['empty.log'],
  ['none.log', '--by', 'tenant'],
  ['untimed.log'],
  ['inherited.log', '--tz', 'Asia/Kathmandu'],
  ['hostile.log', '--by', 'tenant', '--catalogue', 'codes.json'],
  ['more', '-r'],
  ['packed.log.gz', 'damaged.log.gz', 'absent.log'],
  [
    'own.log',
    '--pattern',
    String.raw`^(?<time>\S+ \S+)\|E(?<code>\d+)\|(?<tenant>\w+)`,
    '--time-format',
    '%d.%m.%y %H:%M',
  ],
  ['reply.jsonl', '--json-code', 'reply.errors[].code', '--json-time', 'when'],
  ['columns.csv', '--by', 'tenant'],
  ['odd.log', '--tz', 'Europe/Amsterdam'],
  ['utf16.log'],
];

/** The summaries of all of them. */
const summaries: Summary[] = [];

describe.each(SCANS.map((args) => [args.map((arg) => arg.replace(SAMPLES, 'samples/')).join(' '), args] as const))(
  '%s',
  (_name, args) => {
    test('the summary, its windows, the partial result, and the summary that is made of it', async () => {
      const isCut = args.includes('--last');
      await printed([...args, '-o', 'a.json', '-o', 'a.ndjson', ...(isCut ? [] : ['-o', 'a.part'])]);
      const summary = JSON.parse(read('a.json')) as Summary;
      summaries.push(summary);
      holds([summary], 'summary');
      holds(parsed(read('a.ndjson')), 'window');
      if (isCut) return;
      holds(parsed(read('a.part')), 'partial');
      const catalogue = args.includes('--catalogue') ? ['--catalogue', 'codes.json'] : [];
      holds([JSON.parse(await printed(['merge', 'a.part', ...catalogue, '-f', 'json']))], 'summary');
    });

    test('the events', async () => {
      // Grouping and windows are none of their concern.
      const isOther = (arg: string | undefined) => /^(--by|--max-groups|-w)$/.test(arg ?? '');
      const own = args.filter((arg, i) => !isOther(arg) && !isOther(args[i - 1]));
      holds(parsed(await printed(['events', '-n', '500', ...own])), 'event');
      holds(parsed(await printed(['events', '--text', '-n', '20', ...own])), 'event');
    });
  },
);

test('they have all kinds of findings, untimed, inherited, unknown and filtered events, and groups of all sorts', () => {
  const kinds = new Set(summaries.flatMap(({ findings }) => findings.map(({ kind }) => kind)));
  expect([...kinds].sort()).toEqual(['episode', 'gap', 'group', 'new-code']);
  for (const name of ['untimed', 'inherited', 'unknown', 'filtered'] as const) {
    expect([name, summaries.some(({ totals }) => totals[name] > 0)]).toEqual([name, true]);
  }
  expect(summaries.some(({ groups }) => groups !== undefined && groups.other !== null)).toBe(true);
  expect(summaries.some(({ totals }) => totals.events === 0)).toBe(true);
  expect(summaries.some(({ sources }) => sources.some(({ error }) => error !== null))).toBe(true);
});

test('an event has the groups of a pattern, null where one took no part', async () => {
  const pattern = String.raw`^(?<time>[^|]+)(?<who>\|)E(?<code>\d+)(?<gone>x)?`;
  const events = parsed(await printed(['events', 'own.log', '--pattern', pattern, '--time-format', '%d.%m.%y %H:%M']));
  expect(events[0]).toMatchObject({ who: '|', gone: null });
  holds(events, 'event');
});

describe('plan', () => {
  test.each([
    ['as it is', []],
    ['cut', ['--part-size', '1MiB', '--tz', 'Europe/Berlin']],
    ['with a catalogue', ['--catalogue', 'codes.json', '--by', 'tenant']],
  ])('%s', async (_name, options) => {
    const files = ['story.log', 'empty.log', 'columns.csv', 'packed.log.gz', 'utf16.log'];
    await printed(['plan', ...options, '-o', 'plan.json', ...files]);
    const plan = await printed(['plan', ...options, ...files]);
    holds(parsed(plan), 'plan');
    const parts = (parsed(plan)[0] as { sources: { parts: unknown[] }[] }).sources.flatMap((source) => source.parts);
    for (let part = 0; part < parts.length; part++) {
      holds(parsed(await printed(['scan', '--plan', 'plan.json', '--part', String(part), '-f', 'partial'])), 'partial');
    }
  });
});

describe('check', () => {
  const EXCEPTION =
    'check:\n  ignore:\n    - { code: 109002, until: 2026-12-31, reason: known }\n    - { code: 108001, until: 2026-10-01, reason: old }\n';
  const RULES = ['--max-error-rate', '2%', '--max-count', '109004=0', '--require', '107000'];
  const states = new Set<string>();
  beforeAll(() => {
    writeFileSync(join(folder, 'ignore.yaml'), EXCEPTION);
    writeFileSync(
      join(folder, 'each.yaml'),
      'check:\n  rules:\n    - { name: Each, max-error-rate: 2%, per-window: true, min-window-events: 100 }\n' +
        '    - { name: Tenants, max-error-rate: 5%, within: "tenant:*", min-value-events: 3 }\n' +
        '    - { name: Warns, max-count: 0, select: "109004", level: warn }\n    - { name: None, max-rate: 1%, select: unknown, within: "108055" }\n',
    );
  });

  test.each([
    ['pass', ['--max-error-rate', '100%', 'story.log']],
    ['fail', [...RULES, 'story.log', '--where', 'tenant=acme', '--tz', 'Europe/Berlin']],
    ['fail', [...RULES, 'hostile.log', 'untimed.log', 'inherited.log']],
    ['fail', [...RULES, '--config', 'ignore.yaml', 'story.log']],
    ['fail', ['--config', 'each.yaml', 'story.log']],
    ['fail', [...RULES, 'empty.log']],
    ['pass', ['--max-error-rate', '2%', '--allow-empty', 'empty.log']],
    ['incomplete', [...RULES, 'story.log', 'damaged.log.gz']],
    ['fail', ['--max-rise', '0', '--baseline', 'base.json', 'story.log']],
    ['pass', ['--max-rise', '0', '--baseline', 'none.json', '--update-baseline', 'packed.log.gz']],
  ])('%s: %j', async (verdict, args) => {
    await printed(['good.log', '-f', 'json', '-o', 'base.json']);
    const document = JSON.parse(await printed(['check', ...args, '--report', 'json'], [0, 1, 3])) as CheckDocument;
    holds([document], 'check');
    expect(document.verdict).toBe(verdict);
    for (const { state } of document.rules) states.add(state);
  });

  test('their rules are in every state', () => {
    expect([...states].sort()).toEqual(['fail', 'pass', 'skipped', 'warn']);
  });
});

describe('catalogue and diagnosis', () => {
  test('codes', async () => {
    holds([JSON.parse(await printed(['codes', '-f', 'json']))], 'codes');
    holds([JSON.parse(await printed(['codes', '107999', '--catalogue', 'codes.json', '-f', 'json']))], 'codes');
  });

  test.each([
    ...LOGS.map((name) => [join(SAMPLES, name)]),
    ['.', '-r'],
    ['odd.log', 'columns.csv', 'utf16.log', 'untimed.log', 'empty.log'],
    ['own.log', '--pattern', String.raw`^(?<time>\S+ \S+)\|E(?<code>\d+)`],
    ['reply.jsonl', '--json-code', 'reply.errors[].code'],
  ])('doctor %s', async (...args) => holds([JSON.parse(await printed(['doctor', ...args, '-f', 'json']))], 'doctor'));

  test.each([
    ['x took 107000 ms'],
    ['2026-10-05 10:00:00 PST [107000] code=108001 expires=2026-11-01 10:00:00'],
    ['{"@timestamp":"2026-10-05T10:00:00Z","code":107999}'],
    ['5.10. E107000', '--pattern', String.raw`^(?<time>\S+) E(?<code>\d+)(?<x>y)?`],
  ])('doctor --line %j', async (line, ...more) => {
    holds([JSON.parse(await printed(['doctor', `--line=${line}`, ...more, '-f', 'json']))], 'line');
  });
});
