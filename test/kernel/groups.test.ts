/** The values that events are grouped by: the kernel finds what the reference finds, wherever the text is cut. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupValue } from '../../src/kernel/group-value.js';
import { Kernel } from '../../src/kernel/kernel.js';
import { compileKernel } from '../../src/kernel/load.js';
import type { Visit } from '../../src/kernel/records.js';
import { lineValue } from '../../src/reference/line-value.js';
import { rulesOf } from '../rules/rules-of.js';

const RULES = rulesOf({ known: new Uint8Array(4000).fill(1) });
const KEYS = ['tenant', 'q-id'];
/** As many as a run may have: two of `--by` and four of `--where`. */
const MANY_KEYS = [...KEYS, 'ten', 'q', 'ns.tenant', 'q_id'];
const MODULE = compileKernel();

const key = fc.constantFrom(
  'tenant',
  'Tenant',
  'TENANT',
  'q-id',
  'Q-ID',
  'tenants',
  'xtenant',
  'ten',
  'q',
  'ns.tenant',
  'q_id',
);
const separator = fc.constantFrom(
  '=',
  ':',
  '=>',
  ' = ',
  '": ',
  '":"',
  "'='",
  '\\":\\"',
  '=\\"',
  ' ',
  '',
  '":',
  '= "',
  '="',
  "='",
  ' :',
  '\t=',
  '= ',
  '=  ',
);
const value = fc.oneof(
  fc.constantFrom(
    'north',
    'a b',
    'é\xff',
    '""',
    '"',
    "it's",
    'a\\"b',
    '\\',
    '',
    ' ',
    '[x]',
    '{',
    'null',
    '1,2',
    'x&y',
    'x'.repeat(210),
    'q=5',
    `${'q'.repeat(64)}=5`,
    `${'q'.repeat(65)}=5`,
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 8 }),
);
const close = fc.constantFrom('', '"', "'", '\\"', ' ', ',', ';', '</tenant>', '}', '\r');
const pair = fc
  .tuple(fc.constantFrom('', ' ', '{"', '"', '\\"', '?', 'x'), key, separator, value, close)
  .map((parts) => parts.join(''));
const element = fc
  .tuple(
    fc.constantFrom('<', '<a:', '</', '< ', '<a.b-c:', ':'),
    key,
    fc.constantFrom('>', ' x="1">', '/>', ' />', '\t>', 'x>', ''),
    value,
    fc.constantFrom('', '</a>', '<'),
  )
  .map((parts) => parts.join(''));
const filler = fc
  .tuple(fc.constantFrom('x', ' ', '=', 'tenant '), fc.integer({ min: 1, max: 3000 }))
  .map(([t, n]) => t.repeat(n).slice(0, n));
const line = fc
  .array(
    fc.oneof({ weight: 6, arbitrary: pair }, { weight: 4, arbitrary: element }, { weight: 1, arbitrary: filler }),
    { maxLength: 5 },
  )
  .map((parts) => `${parts.join(' ').replaceAll('\n', ' ')} code=107000`);

type Values = (string | null)[];

function byKernel(text: string, cuts: readonly number[], groupKeys = KEYS): Values[] {
  const kernel = new Kernel(MODULE, RULES, { groupKeys, blockSize: 8192 });
  const found: Values[] = [];
  const visit: Visit = ({ count, groups, values }) => {
    for (let i = 0; i < count; i++) found.push(groups.map((ids) => values[ids[i]!]!));
  };
  kernel.begin();
  const bytes = Buffer.from(text, 'latin1');
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    kernel.write(bytes.subarray(from, cut), visit);
    from = Math.max(from, cut);
  }
  kernel.end(visit);
  return found;
}

function byReference(lines: readonly string[], keys: readonly string[]): Values[] {
  return lines.map((each) => keys.map((wanted) => utf8(lineValue(each.replace(/\r$/, ''), wanted))));
}

function utf8(latin1: string | null): string | null {
  return latin1 === null ? null : groupValue(new TextDecoder().decode(Buffer.from(latin1, 'latin1')));
}

describe('values of keys on the line', () => {
  it('are what the reference finds', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 20, maxLength: 20 }),
        fc.array(fc.nat(20_000), { maxLength: 6 }),
        fc.constantFrom(KEYS, MANY_KEYS, MANY_KEYS.slice(0, 3)),
        (lines, positions, keys) => {
          const text = lines.map((each) => `${each}\n`).join('');
          const cuts = positions.filter((at) => at < text.length).sort((a, b) => a - b);
          expect(byKernel(text, cuts, keys)).toEqual(byReference(lines, keys));
        },
      ),
      { numRuns: Math.ceil(Number(process.env.PTK_LOGSCAN_TEST_LINES ?? 18_000) / 100) },
    );
  });

  it.each([
    ['tenant= q-id=7', null, '7'],
    ['tenant=  q-id=7', null, '7'],
    ['"tenant"= q-id=7', null, '7'],
    ['tenant= q-id=7 tenant=acme', 'acme', '7'],
    // Blanks before the sign as well: that is how this log writes its keys.
    ['tenant = a=b', 'a=b', null],
    ['tenant=a=b', 'a=b', null],
    ['tenant= acme', 'acme', null],
    ['tenant: a=b', 'a=b', null],
    [`tenant= ${'k'.repeat(64)}=1`, null, null],
    [`tenant= ${'k'.repeat(65)}=1`, `${'k'.repeat(65)}=1`, null],
  ])('%s: a key without a value does not take the next one for it', (text, tenant, queue) => {
    expect(byKernel(`${text} code=107000\n`, [])).toEqual([[tenant, queue]]);
    expect(byReference([`${text} code=107000`], KEYS)).toEqual([[tenant, queue]]);
  });

  it('hold on lines that are longer than a block', () => {
    const lines = ['tenant=north ', 'x'].map(
      (start) => `${start}${'y'.repeat(30_000)} code=107000 <a:q-id>7</a:q-id> code=107002`,
    );
    const text = lines.join('\n');
    for (const cuts of [[], [5], [9000, 9001, 20_000]]) {
      expect(byKernel(text, cuts)).toEqual([
        ['north', null],
        ['north', null],
        [null, null],
        [null, null],
      ]);
    }
  });

  it('hold for codes that wait for the time of a JSON line', () => {
    const lines = ['north', 'south'].map(
      (tenant) =>
        `{"tenant":"${tenant}","a":"code=107000","b":"${'y'.repeat(9000)}","c":"code=107002","d":"${'y'.repeat(
          9000,
        )}","time":"2026-11-01 09:15:00","e":"code=107003"}`,
    );
    for (const cuts of [[], [5], [9000, 9001, 20_000]]) {
      const found = byKernel(lines.join('\n'), cuts);
      expect(found).toEqual(['north', 'north', 'north', 'south', 'south', 'south'].map((tenant) => [tenant, null]));
    }
  });

  it('are right however many there are', () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `tenant=t${i} q-id=${i % 7} code=107000 code=107002`);
    const expected = lines.flatMap((_, i) => [0, 0].map(() => [`t${i}`, String(i % 7)]));
    expect(byKernel(lines.join('\n'), [])).toEqual(expected);
  });

  it('are right however many there are of six keys', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
    const lines = Array.from({ length: 40_000 }, (_, i) => `${keys.map((k) => `${k}=${k}${i}`).join(' ')} code=107000`);
    expect(byKernel(lines.join('\n'), [], keys)).toEqual(lines.map((_, i) => keys.map((k) => `${k}${i}`)));
  });
});
