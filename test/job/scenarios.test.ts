/** Sequences of events that a history has to survive; `disk/scenarios.ts` has them. */
import { appendFileSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { playParting } from './disk/partial-copies.js';
import { Play } from './disk/play.js';
import { SCENARIOS } from './disk/scenarios.js';
import { playTogether } from './disk/together.js';

let play: Play;

function begin(inputs?: readonly string[]): void {
  play = new Play(inputs);
  onTestFinished(() => play.remove());
}

/** Those of one job are played when the first of them is asked for. */
const played = new Map(
  SCENARIOS.flatMap((group) => {
    let results: ReturnType<typeof playTogether> | null = null;
    return group.map((scenario) => [scenario, () => (results ??= playTogether(group))] as const);
  }),
);

describe('each line counts once', () => {
  test.each([...played].map(([scenario, results]) => [scenario.name, scenario, results] as const))(
    '%s',
    async (_name, scenario, results) => {
      const result = (await results()).get(scenario)!;
      if (result instanceof Error) throw result;
      const { verdict, saidLast } = result;
      expect(verdict.differences).toEqual([]);
      // What is all there is no gap.
      if (!scenario.loses) expect({ gaps: verdict.gaps, saidLast }).toEqual({ gaps: [], saidLast: [] });
    },
  );

  test('two logs and a file into which they were copied are counted anew', async () => {
    begin();
    const { logs } = play;
    logs.append('app.log.1', 20);
    logs.append('app.log', 15);
    const parts = ['app.log.1', 'app.log'].map((name) => readFileSync(logs.at(name)));
    writeFileSync(logs.at('merged.log'), Buffer.concat(parts));
    logs.append('app.log', 29);
    await play.quietRun();
    await play.run(undefined, 60, true);
    expect((await play.quietRun()).said).toEqual([]);
    expect(await play.verdict()).toMatchObject({ differences: [], gaps: [] });
  });
});

test('where texts part between two digests, all bytes are named that count twice', async () => {
  begin();
  const said = await playParting(play);
  const named = [...said.matchAll(/up to (\d+) bytes after them may count twice/g)].map((match) => Number(match[1]));
  const { lines } = await play.verdict();
  const twice = [...lines.values()].filter((n) => n > 1).length;
  expect(twice).toBeGreaterThan(0);
  expect(named).toEqual([expect.any(Number)]);
  expect(named[0]).toBeGreaterThanOrEqual(twice * play.logs.lines(1).length);
});

describe('the log is appended to an archive and emptied', () => {
  /** @returns what the run says that comes after the one in which `meanwhile` happens */
  async function playAppending(
    meanwhile: () => void,
  ): Promise<{ readonly gaps: readonly string[]; readonly twice: number }> {
    begin();
    const { logs } = play;
    logs.append('app.log', 40);
    logs.append('archive.log', 20);
    await play.quietRun();
    appendFileSync(logs.at('archive.log'), readFileSync(logs.at('app.log')));
    rmSync(logs.at('app.log'));
    await play.run({ step: 'forget', act: meanwhile }).catch((error: Error) => expect(error.message).toBe('killed'));
    const { read } = await play.quietRun();
    const { differences, lines } = await play.verdict();
    expect(differences).toEqual([]);
    return { gaps: read.gaps.map(({ reason }) => reason), twice: [...lines.values()].filter((n) => n > 1).length };
  }

  test('which the run finds: nothing is missing', async () => {
    expect(await playAppending(() => {})).toEqual({ gaps: [], twice: 0 });
  });

  // That the archive has it was known to the killed run alone, which did not come to what is missing.
  test('which a run finds that is killed then: the next one says that something may be missing', async () => {
    const { gaps, twice } = await playAppending(() => {
      throw new Error('killed');
    });
    expect(gaps).toEqual([
      expect.stringMatching(/^logs\/app\.log is gone: read up to byte \d+; what was written to it after/),
    ]);
    expect(twice).toBe(0);
  });
});

describe('an input that is named and cannot be opened is a failure', () => {
  test.each([
    ['a link to nowhere', 'app.log', () => symlinkSync('nowhere.log', play.logs.at('app.log'))],
    ['a file in a folder that is not there', 'nowhere/app.log', () => {}],
    ['a file below a file', 'app.log/app.log', () => play.logs.append('app.log', 3)],
  ])('%s', async (_name, input, act) => {
    begin([input]);
    act();
    const { read } = await play.run();
    expect([...read.failures.keys()]).toEqual([`logs/${input}`]);
  });

  test('a file that is never there when it is opened', async () => {
    begin(['app.log']);
    const { logs } = play;
    logs.append('app.log', 3);
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
    begin();
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
      begin();
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
    begin();
    const packed = gzipSync(play.logs.lines(3000));
    write(packed.subarray(0, packed.length - 100), play.now - 12 * 60 * MINUTES);
    await play.run();
    appendFileSync(PATH(), packed.subarray(packed.length - 100));
    await play.quietRun();
    expect(await play.verdict()).toMatchObject({ differences: [], gaps: [] });
  });
});
