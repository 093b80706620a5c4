/** Sequences of events that a history has to survive; `disk/scenarios.ts` has them. */
import { appendFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { playParting } from './disk/partial-copies.js';
import { Play } from './disk/play.js';
import { SCENARIOS } from './disk/scenarios.js';

let play: Play;
afterEach(() => play.remove());

describe('each line counts once', () => {
  test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', async (_name, scenario) => {
    play = new Play(scenario.inputs);
    await scenario.play(play);
    await play.quietRun();
    const { said } = await play.quietRun();
    const { differences, gaps } = await play.verdict();
    expect(differences).toEqual([]);
    // What is all there is no gap.
    if (!scenario.loses) expect({ gaps, said }).toEqual({ gaps: [], said: [] });
  });
});

test('where texts part between two digests, all bytes are named that count twice', async () => {
  play = new Play();
  const said = await playParting(play);
  const named = [...said.matchAll(/up to (\d+) bytes after them may count twice/g)].map((match) => Number(match[1]));
  const { lines } = await play.verdict();
  const twice = [...lines.values()].filter((n) => n > 1).length;
  expect(twice).toBeGreaterThan(0);
  expect(named).toEqual([expect.any(Number)]);
  expect(named[0]).toBeGreaterThanOrEqual(twice * play.logs.lines(1).length);
});

describe('an input that is named and cannot be opened is a failure', () => {
  test.each([
    ['a link to nowhere', 'app.log', () => symlinkSync('nowhere.log', play.logs.at('app.log'))],
    ['a file in a folder that is not there', 'nowhere/app.log', () => {}],
    ['a file below a file', 'app.log/app.log', () => play.logs.append('app.log', 3)],
  ])('%s', async (_name, input, act) => {
    play = new Play([input]);
    act();
    const { read } = await play.run();
    expect([...read.failures.keys()]).toEqual([`logs/${input}`]);
  });

  test('a file that is never there when it is opened', async () => {
    play = new Play(['app.log']);
    const { logs } = play;
    logs.append('app.log', 3);
    const { rmSync } = await import('node:fs');
    const { read } = await play.run({ step: 'open', nth: 0, act: () => rmSync(logs.at('app.log'), { force: true }) });
    expect([...read.failures.keys()]).toEqual(['logs/app.log']);
  });
});

describe('an archive that ends too early or is damaged', () => {
  const MINUTES = 60_000;
  const PATH = () => play.logs.at('app.log.1.gz');

  /** As gzip leaves it: changed at this time. */
  function write(bytes: Uint8Array, changed: number): void {
    writeFileSync(PATH(), bytes);
    utimesSync(PATH(), new Date(changed), new Date(changed));
  }

  test('is left for the next run while it grows, and no failure', async () => {
    play = new Play();
    const packed = gzipSync(play.logs.lines(1000));
    for (let part = 1; part < 6; part++) {
      write(packed.subarray(0, Math.floor((packed.length * part) / 6)), play.now + 5 * MINUTES);
      const { read } = await play.run(undefined, 6);
      expect(read.failures.size).toBe(0);
    }
    write(packed, play.now);
    expect((await play.quietRun()).said).toEqual([]);
    expect(await play.verdict()).toMatchObject({ differences: [], gaps: [] });
  });

  test.each([
    ['before', -1],
    // Another machine's clock may be ahead.
    ['after', 1_000_000],
  ])(
    'is a failure and a gap when its state has not changed for ten minutes, by a time %s the run',
    async (_when, ahead) => {
      play = new Play();
      const packed = gzipSync(play.logs.lines(1000));
      packed.fill(0xa5, packed.length >> 1, (packed.length >> 1) + 200);
      const firstRun = play.now + 60 * MINUTES;
      write(packed, firstRun + ahead * MINUTES);
      await play.run();
      const said = [...(await play.run(undefined, 11)).said, ...(await play.run(undefined, 1)).said];
      expect(said).toEqual([expect.stringMatching(/^logs\/app\.log\.1\.gz: corrupt gzip data at byte \d+/)]);
      const { gaps, lines } = await play.verdict();
      expect(gaps).toHaveLength(1);
      // What is before the fault was counted.
      expect(lines.size).toBeGreaterThan(200);
      // The gap is there until the archive is mended.
      await play.run();
      expect((await play.verdict()).gaps).toHaveLength(1);
    },
  );

  test('counts once when what is appended to it makes it whole', async () => {
    play = new Play();
    const packed = gzipSync(play.logs.lines(3000));
    write(packed.subarray(0, packed.length - 100), play.now - 12 * 60 * MINUTES);
    await play.run();
    appendFileSync(PATH(), packed.subarray(packed.length - 100));
    await play.quietRun();
    expect(await play.verdict()).toMatchObject({ differences: [], gaps: [] });
  });
});
