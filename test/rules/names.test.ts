/** Every code of the catalogue beside its own name, and beside another one's, in the forms that logs have. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { runHere } from './events-of.js';

const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-names-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TABLE = readFileSync(fileURLToPath(new URL('../data/ptk-codes.tsv', import.meta.url)), 'utf8');
const CATALOGUE = TABLE.trimEnd()
  .split('\n')
  .slice(1)
  .map((row) => row.split('\t'))
  .map(([code, name]) => ({ code: Number(code), name: name! }));

type Form = (name: string, code: number) => string;

const FORMS: Readonly<Record<string, Form>> = {
  'N (c)': (name, code) => `${name} (${code})`,
  'N: c': (name, code) => `${name}: ${code}`,
  'N=c': (name, code) => `${name}=${code}`,
  'N c': (name, code) => `${name} ${code}`,
  'N[c]': (name, code) => `${name}[${code}]`,
  'c N': (name, code) => `${code} ${name}`,
  'c: N': (name, code) => `${code}: ${name}`,
  'c,N': (name, code) => `${code},${name}`,
  'N|c': (name, code) => `${name}|${code}`,
  '"N":c': (name, code) => `"${name}":${code}`,
  '<N>c</N>': (name, code) => `<${name}>${code}</${name}>`,
  'N - c': (name, code) => `${name} - ${code}`,
};

/** Before and behind the form, so that it stands in the middle and at the end of a line. */
const AROUND: readonly (readonly [before: string, behind: string])[] = [
  ['2026-11-01 09:15:00 gave ', ''],
  ['2026-11-01 09:15:00 gave ', ' to it'],
];

/** The texts of which `events` finds nothing but the code in them, or nothing at all: `code`, or null. */
async function wrongOf(rows: readonly { text: string; code: number; counted: boolean }[]): Promise<string[]> {
  const file = join(folder, 'names.log');
  const lines = rows.flatMap((row) => AROUND.map(([before, behind]) => ({ ...row, line: before + row.text + behind })));
  writeFileSync(file, lines.map(({ line }) => `${line}\n`).join(''));
  const { status, stdout, stderr } = await runHere(['events', '--tz', 'UTC', file]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const found = new Map<number, number[]>();
  for (const row of stdout.trimEnd().split('\n')) {
    if (row === '') continue;
    const { line, code } = JSON.parse(row);
    found.set(line, [...(found.get(line) ?? []), code]);
  }
  return lines
    .filter(({ code, counted }, i) => `${found.get(i + 1) ?? ''}` !== (counted ? `${code}` : ''))
    .map(({ line, counted }) => `${line} (${counted ? 'not ' : ''}counted)`);
}

test.each(Object.entries(FORMS))('%s, its own name: counted', async (_form, of) => {
  const rows = CATALOGUE.map(({ code, name }) => ({ text: of(name, code), code, counted: true }));
  expect(await wrongOf(rows)).toEqual([]);
});

/** The first code of the table whose name has nothing to do with that of `own`, from `own` on. */
function another(own: { code: number; name: string }): { code: number; name: string } {
  const from = CATALOGUE.findIndex(({ code }) => code === own.code);
  const others = [...CATALOGUE.slice(from + 1), ...CATALOGUE.slice(0, from)];
  const like = (a: string, b: string) => a.includes(b) || b.includes(a);
  // One name has a blank in it: as a word or a key only what stands behind that is a name.
  return others.find(({ name }) => !like(name, own.name) && !name.includes(' '))!;
}

test.each(Object.entries(FORMS))('%s, another’s name: as any word that is in no list', async (form, of) => {
  const counted = form !== 'N[c]';
  const rows = CATALOGUE.flatMap((own) => {
    const { name } = another(own);
    return [
      { text: of(name, own.code), code: own.code, counted },
      { text: of(name, 107_999), code: 107_999, counted: false },
    ];
  });
  expect(await wrongOf(rows)).toEqual([]);
});
