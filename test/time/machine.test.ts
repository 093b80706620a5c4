/** The zone of the process, seen from processes with another `TZ`: the module is bundled for plain Node to run. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { offsetIntervals } from '../../src/time/offset-intervals.js';
import { intlOffsets } from '../../src/time/offsets.js';

const [FROM, TO] = [Date.UTC(1970), Date.UTC(2101)];

const isWindows = process.platform === 'win32';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'machine-zone-'));
  const entry = fileURLToPath(new URL('../../src/time/zone.ts', import.meta.url));
  const bundle = await rolldown({ input: entry, platform: 'node', logLevel: 'warn' });
  await bundle.write({ file: join(folder, 'zone.mjs'), format: 'esm' });
  await bundle.close();
  writeFileSync(
    join(folder, 'changes.mjs'),
    `import { machineZone } from './zone.mjs';
    const IntlOfTheProcess = Intl.DateTimeFormat;
    let formatters = 0;
    Intl.DateTimeFormat = new Proxy(IntlOfTheProcess, {
      construct(target, args) { formatters++; return new target(...args); },
      apply(target, self, args) { formatters++; return target(...args); },
    });
    const zone = machineZone();
    const changes = [[${FROM}, zone.offsetAt(${FROM})]];
    for (let at = ${FROM}; at < ${TO}; at = zone.offsetSpan(at).to) {
      const offset = zone.offsetAt(at);
      if (offset !== changes.at(-1)[1]) changes.push([at, offset]);
    }
    console.log(JSON.stringify({ name: zone.name, formatters, changes }));`,
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

function ask(TZ: string): { name: string; formatters: number; changes: [number, number][] } {
  return JSON.parse(
    execFileSync(process.execPath, [join(folder, 'changes.mjs')], { env: { ...process.env, TZ }, encoding: 'utf8' }),
  );
}

function changesByIntl(name: string): [number, number][] {
  const stretchAt = offsetIntervals(intlOffsets(name));
  const changes: [number, number][] = [[FROM, stretchAt(FROM).offset]];
  for (let at = FROM; at < TO; at = stretchAt(at).to) {
    const { offset } = stretchAt(at);
    if (offset !== changes.at(-1)![1]) changes.push([at, offset]);
  }
  return changes;
}

describe('Date and Intl agree on every change from 1970 to 2100', () => {
  test.each([
    'Europe/Berlin',
    'America/New_York',
    'Africa/Monrovia',
    'Africa/Casablanca',
    'Asia/Gaza',
    'America/Recife',
    'America/Argentina/La_Rioja',
    'Pacific/Apia',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  ])('%s', (name) => {
    const seen = ask(name);
    // Without files of zones the name is that which ICU prefers.
    if (!isWindows) expect(seen.name).toBe(name);
    expect(seen.changes).toEqual(changesByIntl(name));
  });
});

describe('the name', () => {
  test.each([
    // Forms that the C library of Unix takes.
    ...(isWindows ? [] : [':Europe/Berlin', 'posix/Europe/Berlin'].map((name) => [name, 'Europe/Berlin'])),
    ['UTC', 'UTC'],
    ['Etc/UTC', 'UTC'],
    ['UTC0', 'UTC'],
    ['Nowhere/Land', 'UTC'],
  ])('for TZ=%s is %s', (variable, name) => {
    expect(ask(variable).name).toBe(name);
  });

  test('of a link is its own where the machine has zone files', () => {
    expect(['Asia/Kolkata', 'Asia/Calcutta']).toContain(ask('Asia/Kolkata').name);
  });

  // On Windows `TZ` is no file's name, so that Intl is asked for it.
  test.skipIf(isWindows)('of UTC costs no formatter', () => {
    expect(ask('UTC').formatters).toBe(0);
  });
});
