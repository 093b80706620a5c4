/** Any cut of the input into parts, counted in any order, read in any way and joined in any grouping, gives the whole. */
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartialDocument } from '../../src/model/partial.js';
import { type PlanDocument, partsOf } from '../../src/model/source-plan.js';
import { makePlan } from '../../src/partial/make-plan.js';
import { Merge } from '../../src/partial/merge.js';
import { runParts } from '../../src/partial/run-parts.js';
import { catalogueOfPlan, digestOfPlan, planOf } from '../../src/settings/plan/planned.js';
import { factsOfFile } from '../../src/sources/source-facts.js';
import { callIn } from '../cli/in-process.js';
import { text } from '../kernel/lines/index.js';
import { framesOf } from './frames.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const LF = 10;

const FORMS = {
  plain: (bytes: Buffer) => bytes,
  marked: (bytes: Buffer) => Buffer.concat([Buffer.from('\xef\xbb\xbf', 'latin1'), bytes]),
  gzip: (bytes: Buffer) => gzipSync(bytes),
  'utf-16': (bytes: Buffer) =>
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString('latin1'), 'utf16le')]),
};

const OPTIONS = [
  [],
  ['-w', '1h'],
  ['--tz', 'Europe/Berlin', '-w', '1d'],
  ['--by', 'tenant'],
  ['--by', 'queue,tenant', '--max-groups', '2'],
  ['--since', '2026-11-01', '--until', '2026-11-02'],
  ['--since', '2026-11-01', '--by', 'tenant'],
  ['--code', '107000,109004'],
  ['--severity', 'error+', '--category', 'availability'],
  ['--where', 'tenant=acme', '--where', 'queue!=q1'],
  ['--count', 'occurrences'],
  ['--labelled', '--code-key', 'reply'],
  ['--ignore-key', 'queue', '--date-order', 'dmy'],
  ['--pattern', '(?<time>\\d{4}-\\S+ \\S+).*?(?<code>10[6-9]\\d{3})'],
  ['--json-code', 'code', '--json-time', 'at'],
];

const line = fc
  .record({
    time: fc.option(fc.integer({ min: 0, max: 86_400_000 }), { nil: null, freq: 3 }),
    code: fc.constantFrom(107000, 109004, 108000, 106000, 106999),
    tenant: fc.constantFrom('acme', 'globex', 'ümläut', ''),
    queue: fc.constantFrom('q1', 'q2'),
  })
  .map(({ time, code, tenant, queue }) => {
    const clock =
      time === null ? '' : `${new Date(Date.UTC(2026, 10, 1) + time).toISOString().slice(0, 23).replace('T', ' ')} `;
    return Buffer.from(`${clock}tenant=${tenant} queue=${queue} code=${code}\n`).toString('latin1');
  });
/** Rows that only the header at the top explains: the code without a word before it, the time behind it. */
const row = fc
  .record({ code: fc.constantFrom(107000, 109004, 106000), second: fc.integer({ min: 10, max: 59 }) })
  .map(({ code, second }) => `acme,${code},2026-11-01 08:00:${second}\n`);
const log = fc.oneof(
  { weight: 2, arbitrary: fc.array(line, { maxLength: 30 }).map((lines) => lines.join('')) },
  { weight: 1, arbitrary: fc.array(row, { maxLength: 20 }).map((rows) => `tenant,code,time\n${rows.join('')}`) },
  { weight: 1, arbitrary: text(20) },
);

const source = fc.record({
  log,
  form: fc.oneof(
    { weight: 3, arbitrary: fc.constant('plain' as const) },
    fc.constantFrom(...(Object.keys(FORMS) as (keyof typeof FORMS)[])),
  ),
  cuts: fc.array(fc.nat(3000), { maxLength: 6 }),
});

const way = fc.record({
  sources: fc.array(source, { minLength: 1, maxLength: 3 }),
  options: fc.constantFrom(...OPTIONS),
  /** In which order parts are counted and joined: used up number by number. */
  order: fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }),
  /** Bytes of a chunk of what is sent; 0: the files are read. */
  chunk: fc.constantFrom(0, 0, 1, 7, 1000),
});

/** For each way to count: parts that do not have the line that names the columns. */
const HEADED = OPTIONS.map((options): [typeof way extends fc.Arbitrary<infer W> ? W : never] => [
  {
    sources: [
      { log: `tenant,code,time\n${'acme,109004,2026-11-01 08:00:00\n'.repeat(9)}`, form: 'plain', cuts: [3, 70, 120] },
    ],
    options,
    order: [1, 0, 2, 0],
    chunk: 0,
  },
]);

/** The files planned, and plain texts cut at these bytes. */
async function planned(options: readonly string[], files: readonly string[], cuts: readonly (readonly number[])[]) {
  const { status, stdout, stderr } = await callIn(folder, ['plan', '--allow-same', ...options, ...files]);
  expect([status, stderr]).toEqual([0, '']);
  const document: PlanDocument = JSON.parse(stdout);
  const plan = await planOf({ document, digest: '', file: 'plan.json' });
  const facts = files.map((name) => ({ name, ...factsOfFile(join(folder, name)) }));
  const small = makePlan(plan, facts, { partBytes: 1, allowsSame: true });
  const sources = small.sources.map((each, i) => {
    const bytes = readFileSync(join(folder, each.name));
    // Some of them where a line begins or ends.
    const snapped = cuts[i]!.map((at) => (at % 2 === 0 ? at : Math.max(at % 3, bytes.indexOf(LF, at) + (at % 3))));
    const inside = [...new Set(snapped)].filter((at) => at > 0 && at < each.size!).sort((a, b) => a - b);
    return { ...each, parts: each.text === null ? [0] : [0, ...inside] };
  });
  const cut = { ...small, sources };
  return { plan, document: cut, digest: digestOfPlan(cut), file: 'plan.json' };
}

/** As it is written and read. */
const asFile = (partial: PartialDocument): PartialDocument => JSON.parse(JSON.stringify(partial));

test('what is cut and joined is the whole', { timeout: 120_000 }, async () => {
  let joined = 0;
  await fc.assert(
    fc.asyncProperty(way, async ({ sources, options, order, chunk }) => {
      const files = sources.map((_, i) => `${i}.log`);
      for (const [i, { log, form }] of sources.entries()) {
        writeFileSync(join(folder, files[i]!), FORMS[form](Buffer.from(log, 'latin1')));
        utimesSync(join(folder, files[i]!), new Date(), new Date('2026-11-20T12:00:00Z'));
      }
      const whole = await callIn(folder, [...options, '-f', 'json', ...files]);
      const read = await planned(
        options,
        files,
        sources.map(({ cuts }) => cuts),
      );
      const { document, plan } = read;
      let at = 0;
      const pick = (count: number) => order[at++ % order.length]! % count;
      const numbers = [...partsOf(document).keys()];
      const partials: PartialDocument[] = [];
      const here = process.cwd();
      process.chdir(folder);
      try {
        while (numbers.length > 0) {
          const some = numbers.splice(pick(numbers.length), 1 + pick(3));
          const from = chunk === 0 ? some : framesOf(document, some, chunk);
          partials.push(asFile(await runParts(plan, read, from, new AbortController().signal)));
        }
      } finally {
        process.chdir(here);
      }
      const merging = { catalogue: catalogueOfPlan(document), isEnriched: false, allowsSame: true, plan: read };
      while (partials.length > 1) {
        const [a] = partials.splice(pick(partials.length), 1);
        const [b] = partials.splice(pick(partials.length), 1);
        const both = new Merge(a!, 'a', merging);
        both.add(a!, 'a');
        both.add(b!, 'b');
        partials.push(asFile(both.partial()));
        joined += 1;
      }
      const last = new Merge(partials[0]!, 'a', merging);
      last.add(partials[0]!, 'a');
      expect(JSON.parse(JSON.stringify(last.summary().summary))).toEqual(JSON.parse(whole.stdout));
    }),
    { numRuns: 45 + HEADED.length, examples: HEADED },
  );
  expect(joined).toBeGreaterThan(40);
});
