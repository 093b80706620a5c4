/** A part from the middle of a log is beside it: it counts again, and a notice says so. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LogFolder } from './disk/log-folder.js';
import { Play } from './disk/play.js';

let play: Play;
beforeEach(() => {
  play = new Play();
});
afterEach(() => play.remove());

/** As `sed -n` prints lines of the log, from 1. */
function linesOf(logs: LogFolder, name: string, first: number, last: number): string {
  const lines = readFileSync(logs.at(name), 'latin1')
    .split('\n')
    .slice(first - 1, last);
  return `${lines.join('\n')}\n`;
}

const TWICE = 'logs/part.log: its 10251 bytes seem to be those of logs/app.log from byte 5049 on: they count twice';

describe.each([
  ['in the same run', false],
  ['in a run after the log', true],
])('is read %s', (_when, isLater) => {
  test.each([
    ['as it is', 'part.log', (text: string) => text],
    ['compressed', 'part.log.gz', (text: string) => gzipSync(text)],
  ])('%s', async (_how, name, pack) => {
    const { logs } = play;
    logs.append('app.log', 400);
    if (isLater) await play.quietRun();
    writeFileSync(logs.at(name), pack(linesOf(logs, 'app.log', 100, 300)));
    expect((await play.quietRun()).said).toEqual([TWICE.replace('part.log', name)]);
    // Once is enough.
    expect((await play.quietRun()).said).toEqual([]);
  });
});

test('it is said where the log goes on in another file, too', async () => {
  const { logs } = play;
  logs.append('app.log', 400);
  await play.quietRun();
  const part = linesOf(logs, 'app.log', 100, 300);
  renameSync(logs.at('app.log'), logs.at('app.log.1'));
  logs.append('app.log', 10);
  writeFileSync(logs.at('part.log'), part);
  expect((await play.quietRun()).said).toEqual([TWICE.replace('app.log', 'app.log.1')]);
});

describe('where the log is compressed, its minutes tell', () => {
  /** A line in each minute, of no two lengths alike in a row, or all of one length. */
  function texts(isVarious: boolean): string[] {
    const { logs } = play;
    const text = logs.lines(400).split('\n').slice(0, -1);
    return text.map((line, i) => `${line}${isVarious ? 'x'.repeat(i % 7) : ''}\n`);
  }

  test.each([
    ['many lines', 99, 300],
    ['few lines', 200, 206],
  ])('%s', async (_what, from, to) => {
    const lines = texts(true);
    const part = lines.slice(from, to).join('');
    writeFileSync(play.logs.at('app.log.1.gz'), gzipSync(lines.join('')));
    await play.quietRun();
    writeFileSync(play.logs.at('part.log'), part);
    expect((await play.quietRun()).said).toEqual([
      `logs/part.log: its ${part.length} bytes seem to be among those of logs/app.log.1.gz: they count twice`,
    ]);
  });

  test('not those of two logs that have as many bytes in each minute', async () => {
    const lines = texts(false);
    writeFileSync(play.logs.at('a.log.gz'), gzipSync(lines.join('')));
    await play.quietRun();
    writeFileSync(play.logs.at('b.log'), lines.slice(99, 300).join('').replaceAll('INFO', 'WARN'));
    expect((await play.quietRun()).said).toEqual([]);
  });

  test('not where one minute differs', async () => {
    const lines = texts(true);
    writeFileSync(play.logs.at('a.log.gz'), gzipSync(lines.join('')));
    await play.quietRun();
    writeFileSync(play.logs.at('b.log'), lines.slice(99, 300).toSpliced(100, 1).join(''));
    expect((await play.quietRun()).said).toEqual([]);
  });
});

describe('what is no part is not taken for one', () => {
  test.each([
    [
      'one line is different',
      (lines: string[]) => [...lines.slice(0, 190), lines[190]!.replace('n00', 'm00'), ...lines.slice(191)],
    ],
    ['one line is missing', (lines: string[]) => lines.filter((_line, i) => i !== 120)],
    ['every other line', (lines: string[]) => lines.filter((_line, i) => i % 2 === 0)],
  ])('%s', async (_what, change) => {
    const { logs } = play;
    logs.append('app.log', 400);
    const lines = linesOf(logs, 'app.log', 100, 300).split('\n').slice(0, -1);
    writeFileSync(logs.at('other.log'), `${change(lines).join('\n')}\n`);
    expect((await play.quietRun()).said).toEqual([]);
  });
});
