/** Parts whose bytes come on standard input: what is broken, what cannot be read, and sources without an end. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callIn } from '../cli/in-process.js';
import { ended, PROGRAM, start } from '../cli/program.js';
import { frame } from './frames.js';

const OPTIONS = ['--tz', 'UTC', '--by', 'tenant'];
const LINES = Array.from({ length: 40 }, (_, i) =>
  i % 4 === 3 ? `  tenant=acme code=10900${i % 5}\n` : `2026-11-01 09:${10 + i}:00 tenant=t${i % 3} code=107000\n`,
);

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  writeFileSync(join(folder, 'a.log'), LINES.join(''));
  await callIn(folder, ['plan', ...OPTIONS, '-o', 'plan.json', 'a.log']);
});
afterAll(() => rmSync(folder, { recursive: true }));

const json = (value: unknown) => frame(Buffer.from(JSON.stringify(value)));
const END = frame(Buffer.alloc(0));

async function sent(plan: string, ...frames: Uint8Array[]) {
  const child = start(['scan', '--plan', plan], { cwd: folder, program: PROGRAM, env: { TZ: 'UTC' } });
  // Where it ends before all is read.
  child.stdin!.on('error', () => {});
  child.stdin!.end(Buffer.concat(frames));
  return ended(child);
}

describe('frames', () => {
  const text = frame(Buffer.from(LINES.join('')));

  test.each([
    ['the end of them within a length', [Buffer.from([0, 0])]],
    ['a part that does not begin with its number', [frame(Buffer.from('{"part":"x"}'))]],
    ['a part that does not begin with its number', [frame(Buffer.from('part 7'))]],
    ['a part that does not begin with its number', [Buffer.from('GET / HTTP/1.1\r\n\r\n')]],
    ['the end of them within a part', [json({ part: 0 }), frame(Buffer.from('code=107000'))]],
  ])('that are broken are said to be: %s', async (what, frames) => {
    const { status, stdout, stderr } = await sent('plan.json', ...frames);
    const said = `standard input: expected frames of parts of the plan; got ${what}`;
    // A part that was begun counts as far as it came.
    if (what.endsWith('a part')) expect([status, stderr]).toEqual([3, expect.stringContaining(said)]);
    else expect([status, stdout, stderr]).toEqual([3, '', `ptk-logscan: ${said}\n`]);
  });

  test('of a part that the plan does not have are refused', async () => {
    const { status, stderr } = await sent('plan.json', json({ part: 7 }), text, END);
    expect([status, stderr]).toEqual([2, 'ptk-logscan: part 7: expected one of the plan, which has 0 to 0\n']);
  });

  test('say what cannot be read', async () => {
    const { status, stdout, stderr } = await sent(
      'plan.json',
      json({ part: 0, error: 'access denied\n::error::x' }),
      END,
    );
    expect([status, stderr]).toEqual([
      3,
      expect.stringMatching(/^ptk-logscan: a\.log: access denied.{0,3}::error::x\n$/),
    ]);
    expect(JSON.parse(stdout).parts).toMatchObject([{ name: 'a.log', lines: 0, error: 'access denied\n::error::x' }]);
  });

  test('of a part that cannot be read, behind one that can, count nothing twice', async () => {
    writeFileSync(join(folder, 'b.log'), LINES.slice(0, 9).join(''));
    await callIn(folder, ['plan', ...OPTIONS, '-o', 'two.json', 'a.log', 'b.log']);
    const error = json({ part: 1, error: 'access denied' });
    const { status, stdout } = await sent('two.json', json({ part: 0 }), text, END, error, END);
    const parts = JSON.parse(stdout).parts.map(({ lines, matchedLines, events }: Record<string, number>) => [
      lines,
      matchedLines,
      events,
    ]);
    expect([status, parts]).toEqual([
      3,
      [
        [40, 40, 40],
        [0, 0, 0],
      ],
    ]);
    const twice = await sent('two.json', json({ part: 0 }), text, END, json({ part: 0 }), text, END);
    expect([twice.status, twice.stderr]).toEqual([2, 'ptk-logscan: part 0: expected once; got it twice\n']);
  });

  test('that end before the part does are an error of it, also where nothing has come', async () => {
    const line = `${'2026-11-01 09:15:00 code=107000'.padEnd(99)}\n`;
    writeFileSync(join(folder, 'big.log'), line.repeat(20_000));
    await callIn(folder, ['plan', ...OPTIONS, '--part-size', '1MiB', '-o', 'big.json', 'big.log']);
    const some = [json({ part: 0 }), frame(Buffer.from(line.repeat(10))), END, json({ part: 1 }), END];
    const { status, stdout } = await sent('big.json', ...some);
    const errors = JSON.parse(stdout).parts.map(({ error }: { error: string }) => error);
    const shorter = (wanted: number, got: number) => `became shorter while it was read: ${wanted} bytes, then ${got}`;
    expect([status, errors]).toEqual([3, [shorter(1_000_000, 1000), shorter(2_000_000, 999_999)]]);
  });

  test('of nothing are nothing', async () => {
    const { status, stdout } = await sent('plan.json');
    expect([status, JSON.parse(stdout).parts]).toEqual([0, []]);
  });
});

test('a source without an end is counted batch after batch: each begins where the last one ended', async () => {
  const listed = start(['plan', '--list', ...OPTIONS], { cwd: folder, program: PROGRAM, env: { TZ: 'UTC' } });
  listed.stdin!.end('');
  writeFileSync(join(folder, 'empty.json'), (await ended(listed)).stdout);
  let from = 0;
  const states: string[] = [];
  for (let at = 0; at < LINES.length; at += 7) {
    const lines = Buffer.from(LINES.slice(at, at + 7).join(''));
    const first = from === 0 ? [] : [frame(Buffer.from('\n'))];
    const header = json({ source: 'topic/0', from, modified: Date.UTC(2026, 10, 2) });
    const { status, stdout } = await sent('empty.json', header, ...first, frame(lines), END);
    expect(status).toBe(0);
    from += lines.length;
    writeFileSync(join(folder, 'batch.part'), stdout);
    const name = `state-${at}.part`;
    const merged = await callIn(folder, ['merge', '-o', name, ...states.slice(-1), 'batch.part']);
    expect(merged).toMatchObject({ status: 0, stderr: '' });
    states.push(name);
    // The batch that runs again gives the same state.
    const again = await callIn(folder, ['merge', '-f', 'partial', ...states.slice(-2, -1), 'batch.part']);
    expect(again.stdout).toBe(readFileSync(join(folder, name), 'utf8'));
  }
  const twice = await callIn(folder, ['merge', states.at(-1)!, 'batch.part']);
  expect(twice).toMatchObject({ status: 2, stderr: expect.stringContaining('topic/0: expected each byte once') });
  const [merged, whole] = [
    (await callIn(folder, ['merge', '-f', 'json', states.at(-1)!])).stdout,
    (await callIn(folder, [...OPTIONS, '-f', 'json', 'a.log'])).stdout,
  ];
  expect(merged.replace('"topic/0"', '"a.log"')).toBe(whole);
});
