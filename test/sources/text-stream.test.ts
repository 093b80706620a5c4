import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { TextStream } from '../../src/sources/text-stream.js';

const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-stream-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('an empty chunk is no end', async () => {
  const chunks = async function* () {
    for (const text of ['', 'a', '', '', 'b', '']) yield Buffer.from(text);
  };
  expect(String(await buffer(new TextStream(chunks(), () => {})))).toBe('ab');
});

test('a stream that is left early ends what its chunks come from', async () => {
  let isEnded = false;
  const chunks = async function* () {
    try {
      yield Buffer.from('a');
      yield Buffer.from('b');
    } finally {
      isEnded = true;
    }
  };
  for await (const text of new TextStream(chunks(), () => {})) {
    expect(String(text)).toBe('a');
    break;
  }
  await expect.poll(() => isEnded).toBe(true);
});

describe('UTF-16 that goes on with a mark and nothing else', () => {
  // So much is read at once of files and of pipes.
  test.each([65_536, 262_144, 1_048_576])('behind %d bytes', (size) => {
    const line = Buffer.from('2026-11-01 09:15:00 code=107000\n', 'utf16le');
    const filler = Buffer.alloc(size - 2 - line.length * 2, 'x\0', 'latin1');
    const end = Buffer.from('\n', 'utf16le');
    const mark = Buffer.from([0xff, 0xfe]);
    const text = Buffer.concat([mark, line, filler.subarray(0, -2), end, line, mark]);
    expect(text.length).toBe(size + 2);
    const file = join(folder, `${size}.log`);
    writeFileSync(file, text);
    const program = join(import.meta.dirname, '../../bin/ptk-logscan.js');
    for (const call of [{ args: [file] }, { args: [], input: text }]) {
      const args = [program, '--format', 'json', '--tz', 'UTC', ...call.args];
      const summary = JSON.parse(execFileSync(process.execPath, args, { input: call.input ?? '', encoding: 'utf8' }));
      expect(summary.totals.events).toBe(2);
    }
  });
});
