import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DUCKDB_VERSION, howToGetDuckDb } from '../../src/installation/duckdb.js';
import { installationOf, presentInstallation } from '../../src/installation/installation.js';
import { howToGetPackages } from '../../src/installation/packages.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-installed-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The folder of a program's files that is installed in another one. */
function program(root: string, manifest: object = {}): string {
  const files = join(folder, root, 'dist', 'cli');
  mkdirSync(files, { recursive: true });
  writeFileSync(join(folder, root, 'package.json'), JSON.stringify({ name: 'ptk-logscan', ...manifest }));
  // Not of the program itself.
  writeFileSync(join(files, 'package.json'), '{"type":"commonjs"}');
  return files;
}

test('a clone, and these tests run in one', () => {
  expect(installationOf(program('ptk-logscan'))).toBe('clone');
  expect(presentInstallation()).toBe('clone');
});

test('a package of a project has the project’s manifest above it, one for all folders has none', () => {
  const files = program('lib/node_modules/ptk-logscan');
  expect(installationOf(files)).toBe('global');
  writeFileSync(join(folder, 'lib/package.json'), '{}');
  expect(installationOf(files)).toBe('local');
});

test.each(['archive', 'debian'] as const)('%s says so itself, wherever it is', (installation) => {
  expect(installationOf(program('node_modules/ptk-logscan', { installation }))).toBe(installation);
});

test('each form has its own way to get DuckDB, of the version that was built for', () => {
  const { optionalDependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(optionalDependencies).toEqual({ '@duckdb/node-bindings': DUCKDB_VERSION });
  expect(howToGetDuckDb('local')).toMatch(`npm install @duckdb/node-bindings@${DUCKDB_VERSION} (`);
  expect(howToGetDuckDb('global')).toMatch(`npm install --global @duckdb/node-bindings@${DUCKDB_VERSION} (`);
  const ways = (['clone', 'local', 'global', 'archive', 'debian', 'executable'] as const).map(howToGetDuckDb);
  expect(new Set(ways).size).toBe(ways.length);
});

test.each([
  ['clone', 'npm install x@2'],
  ['local', 'npm install x@2'],
  ['global', 'npm install --global x@2'],
  ['archive', 'only a program that npm installed finds them: npm install --global ptk-logscan x@2'],
  ['debian', 'only a program that npm installed finds them: npm install --global ptk-logscan x@2'],
  ['executable', 'only a program that npm installed finds them: npm install --global ptk-logscan x@2'],
] as const)('other packages come into %s by npm alone', (installation, way) => {
  expect(howToGetPackages('x@2', installation)).toBe(way);
});
