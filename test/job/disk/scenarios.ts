/** What was found to lose lines or to count them twice, as a sequence of what happens on the disk and of runs. */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Step } from '../../../src/job/read/steps.js';
import { tarOf, zipOf } from '../../sources/archive/make.js';
import { gzipInPlace, shift } from './events.js';
import type { LogFolder } from './log-folder.js';
import { HOLES, PARTIAL_COPIES } from './partial-copies.js';
import type { Stage } from './play.js';

export interface Scenario {
  readonly name: string;
  /** Names of the job's inputs, unless it names all files. */
  readonly inputs?: readonly string[];
  /** Text was destroyed that no run could have read: it is enough that it is said. */
  readonly loses?: boolean;
  play(stage: Stage): Promise<void>;
}

/** What logrotate does with `compress`. */
function shiftPacked(logs: LogFolder): void {
  for (let n = 9; n >= 1; n--) {
    if (existsSync(logs.at(`app.log.${n}.gz`))) renameSync(logs.at(`app.log.${n}.gz`), logs.at(`app.log.${n + 1}.gz`));
  }
  gzipInPlace(logs.at('app.log'), logs.at('app.log.1.gz'));
  logs.append('app.log', 3);
}

const ARCHIVE_STEPS: readonly Step[] = ['open', 'look', 'read', 'verify'];

const FIRST_RUNS: readonly (readonly Scenario[])[] = ARCHIVE_STEPS.map((step) =>
  [1, 2, 3, 4].map((n) => ({
    name: `a first run over four archives, which move on before the step ${step} of the archive ${n}`,
    async play(play: Stage) {
      const { logs } = play;
      for (const each of [4, 3, 2, 1]) writeFileSync(logs.at(`app.log.${each}.gz`), gzipSync(logs.lines(10)));
      logs.append('app.log', 10);
      // Where a file is opened several times, it is the last one that matters.
      const nth = step === 'open' ? 2 : 1;
      await play.run({ step, file: `app.log.${n}.gz`, nth, act: () => shiftPacked(logs) });
    },
  })),
);

/** Every day the log is rotated just while the run opens a file; what is old is deleted once a run has ended. */
const DAILY_RUNS: readonly Scenario[] = ['app.log', 'app.log.1', 'app.log.2'].map((file) => ({
  name: `daily runs, with a rotation before ${file} is opened`,
  async play(play: Stage) {
    const { logs } = play;
    let isWhole = false;
    for (let day = 0; day < 8; day++) {
      // A run that has failed is no reason to delete anything.
      if (isWhole) for (const n of [3, 4, 5, 6]) rmSync(logs.at(`app.log.${n}`), { force: true });
      logs.append('app.log', 10);
      const { read } = await play.run({ step: 'open', file, act: () => shift(logs) }, 24 * 60);
      isWhole = read.failures.size === 0;
    }
  },
}));

const RENAMES: readonly Scenario[] = [
  {
    name: 'an archive that no run has seen is renamed before it is opened, and deleted after the run',
    async play(play) {
      const { logs } = play;
      logs.append('app.log', 5);
      await play.quietRun();
      logs.append('svc-2.log.1', 7);
      const act = () => renameSync(logs.at('svc-2.log.1'), logs.at('svc-2.log.2'));
      const { read } = await play.run({ step: 'open', file: 'svc-2.log.1', act });
      // It was there all the time, under one name or the other.
      if (read.failures.size > 0) throw new Error(`failed: ${[...read.failures.keys()]}`);
      rmSync(logs.at('svc-2.log.2'));
    },
  },
  {
    name: 'the only file that is named is renamed, and made anew only when the run tries to open it for the third time',
    inputs: ['app.log'],
    async play(play) {
      const { logs } = play;
      logs.append('app.log', 20);
      await play.quietRun();
      logs.append('app.log', 10);
      const { read } = await play.run([
        { step: 'open', act: () => renameSync(logs.at('app.log'), logs.at('app.log.1')) },
        { step: 'open', nth: 3, act: () => logs.append('app.log', 5) },
      ]);
      if (read.failures.size > 0) throw new Error(`failed: ${[...read.failures.keys()]}`);
    },
  },
  {
    name: 'files are renamed before each opening, as often as the run tries',
    async play(play) {
      const { logs } = play;
      logs.append('app.log.2', 20);
      logs.append('app.log.1', 20);
      logs.append('app.log', 10);
      let n = 0;
      const act = () => {
        n += 1;
        for (const name of readdirSync(logs.path)) renameSync(logs.at(name), logs.at(`${n}-${name}`));
      };
      const { read } = await play.run({ step: 'open', nth: 0, act });
      if (read.failures.size === 0) throw new Error('a run that could open no file was well');
    },
  },
];

const UTF_16: readonly Scenario[] = (['utf16le', 'without a mark'] as const).map((form) => ({
  name: `a log in UTF-16 grows at every step of every run (${form})`,
  async play(play: Stage) {
    const { logs } = play;
    const path = logs.at('wide.log');
    const grow = (n: number) => appendFileSync(path, Buffer.from(logs.lines(n), 'utf16le'));
    writeFileSync(path, form === 'utf16le' ? Buffer.from([0xff, 0xfe]) : '');
    grow(300);
    for (let run = 1; run <= 2; run++) {
      const before = logs.written;
      for (const step of ['read', 'verify'] as const) {
        const { read } = await play.run({ step, nth: 0, act: () => grow(3) });
        if (read.totals.lines === 0) throw new Error(`nothing was read before the step ${step}, of ${before} lines`);
      }
    }
  },
}));

/** Lines of logs, each of which could be a copy of the one before it that lacks the end. */
const SHORTER = [30, 20, 18, 16, 12, 8];

const BANNERS: readonly Scenario[] = [
  {
    name: 'a first run over short logs that begin with the same 32 lines',
    async play(play) {
      const { logs } = play;
      SHORTER.forEach((n, i) => {
        writeFileSync(logs.at(`app.log.${i}`), logs.banner(32) + logs.lines(n));
      });
    },
  },
  {
    name: 'a first run over short logs that begin with the same lines of 3 kB, packed',
    async play(play) {
      const { logs } = play;
      SHORTER.forEach((n, i) => {
        writeFileSync(logs.at(`app.log.${i}.gz`), gzipSync(logs.banner(120) + logs.lines(n)));
      });
    },
  },
  {
    name: 'each day a short log that begins with the same 32 lines',
    async play(play) {
      const { logs } = play;
      for (let day = 0; day < 6; day++) {
        const text = logs.banner(32) + logs.lines(8);
        if (day > 0) shift(logs, text);
        else writeFileSync(logs.at('app.log'), text);
        await play.quietRun();
        logs.append('app.log', 2);
      }
    },
  },
  {
    name: 'a log that was deleted before it was longer than its banner',
    loses: true,
    async play(play) {
      const { logs } = play;
      writeFileSync(logs.at('app.log'), logs.banner(32));
      await play.quietRun();
      logs.append('app.log', 6);
      renameSync(logs.at('app.log'), logs.at('app.log.1'));
      writeFileSync(logs.at('app.log'), logs.banner(32));
      rmSync(logs.at('app.log.1'));
      await play.quietRun();
    },
  },
];

function dropLast(path: string, lines: number): void {
  const text = readFileSync(path, 'latin1').split('\n');
  truncateSync(path, text.slice(0, -1 - lines).join('\n').length + 1);
}

const CHANGED: readonly Scenario[] = [
  {
    name: 'a power cut takes the last ten lines, then the log grows by five and by thirty',
    loses: true,
    async play(play) {
      const { logs } = play;
      logs.append('app.log', 100);
      await play.quietRun();
      dropLast(logs.at('app.log'), 10);
      logs.append('app.log', 5);
      await play.quietRun();
      logs.append('app.log', 30);
      await play.quietRun();
    },
  },
  {
    name: 'a power cut takes ten lines that no run has read',
    loses: true,
    async play(play) {
      const { logs } = play;
      logs.append('app.log', 100);
      await play.quietRun();
      logs.append('app.log', 10);
      dropLast(logs.at('app.log'), 20);
      logs.append('app.log', 35);
      await play.quietRun();
    },
  },
  {
    name: 'only the last forty lines are kept, in a new file',
    loses: true,
    async play(play) {
      const { logs } = play;
      logs.append('app.log', 100);
      await play.quietRun();
      logs.append('app.log', 7);
      const lines = readFileSync(logs.at('app.log'), 'latin1').trimEnd().split('\n');
      writeFileSync(logs.at('.t'), `${lines.slice(-40).join('\n')}\n`);
      renameSync(logs.at('.t'), logs.at('app.log'));
      await play.quietRun();
      logs.append('app.log', 7);
    },
  },
  {
    name: 'the log is appended to an archive, then emptied',
    async play(play) {
      const { logs } = play;
      logs.append('archive.log', 30);
      logs.append('app.log', 30);
      await play.quietRun();
      for (let day = 0; day < 3; day++) {
        logs.append('app.log', 30);
        appendFileSync(logs.at('archive.log'), readFileSync(logs.at('app.log')));
        truncateSync(logs.at('app.log'), 0);
        await play.quietRun();
        logs.append('app.log', 30);
      }
    },
  },
  ...['a.log', 'b.log'].map(
    (first): Scenario => ({
      name: `two logs are copied into one file, ${first} first`,
      async play(play) {
        const { logs } = play;
        logs.append('a.log', 60);
        logs.append('b.log', 40);
        await play.quietRun();
        const parts = first === 'a.log' ? ['a.log', 'b.log'] : ['b.log', 'a.log'];
        writeFileSync(logs.at('merged.log'), Buffer.concat(parts.map((name) => readFileSync(logs.at(name)))));
        await play.quietRun();
        logs.append('a.log', 5);
      },
    }),
  ),
];

const ONE_INPUT: readonly Scenario[] = [
  {
    name: 'the only file that is named is renamed with lines that no run has read',
    inputs: ['app.log'],
    loses: true,
    async play(play) {
      const { logs } = play;
      logs.append('app.log', 50);
      await play.quietRun();
      logs.append('app.log', 20);
      renameSync(logs.at('app.log'), logs.at('app.log.1'));
      logs.append('app.log', 10);
      await play.quietRun();
    },
  },
  {
    name: 'the only file that is named is a link, which moves on',
    inputs: ['current.log'],
    loses: true,
    async play(play) {
      const { logs } = play;
      logs.append('platform-1.log', 50);
      symlinkSync('platform-1.log', logs.at('current.log'));
      await play.quietRun();
      logs.append('platform-1.log', 20);
      logs.append('platform-2.log', 10);
      rmSync(logs.at('current.log'));
      symlinkSync('platform-2.log', logs.at('current.log'));
      await play.quietRun();
    },
  },
];

const ARCHIVES: readonly Scenario[] = (
  [
    ['app.zip', (bytes) => zipOf([{ path: 'app.log', bytes }])],
    ['app.tar', (bytes) => tarOf([{ path: 'app.log', bytes }])],
    ['app.tgz', (bytes) => gzipSync(tarOf([{ path: 'app.log', bytes }]))],
  ] as const satisfies readonly (readonly [string, (bytes: Buffer) => Buffer])[]
).flatMap(([archive, pack]): Scenario[] => [
  {
    name: `a log that was read is put into ${archive} beside it`,
    async play(play) {
      const { logs } = play;
      logs.append('app.log', 99);
      await play.quietRun();
      writeFileSync(logs.at(archive), pack(readFileSync(logs.at('app.log'))));
      await play.quietRun();
      logs.append('app.log', 1);
    },
  },
  {
    name: `a log with lines that no run has read is put into ${archive}, and begun anew`,
    async play(play) {
      const { logs } = play;
      logs.append('app.log', 90);
      await play.quietRun();
      logs.append('app.log', 10);
      writeFileSync(logs.at(archive), pack(readFileSync(logs.at('app.log'))));
      rmSync(logs.at('app.log'));
      logs.append('app.log', 5);
    },
  },
]);

/** So old that nobody is still writing it. */
function makeOld({ logs, now }: Stage, name: string): void {
  const time = new Date(now - 12 * 60 * 60_000);
  utimesSync(logs.at(name), time, time);
}

const TRUNCATED: readonly Scenario[] = [
  {
    name: 'a truncated archive counts up to the fault',
    loses: true,
    async play(play) {
      const { logs } = play;
      const packed = gzipSync(logs.lines(2000));
      writeFileSync(logs.at('app.log.1.gz'), packed.subarray(0, packed.length - 60));
      makeOld(play, 'app.log.1.gz');
      const { said } = await play.run();
      if (said.length === 0) throw new Error('nothing said that the archive is truncated');
    },
  },
  {
    name: 'a truncated archive that becomes whole is read on',
    async play(play) {
      const { logs } = play;
      const packed = gzipSync(logs.lines(2000));
      writeFileSync(logs.at('app.log.1.gz'), packed.subarray(0, packed.length - 60));
      makeOld(play, 'app.log.1.gz');
      await play.run();
      writeFileSync(logs.at('app.log.1.gz'), packed);
    },
  },
  {
    name: 'a truncated archive of a log that was read to a place behind the fault',
    async play(play) {
      const { logs } = play;
      logs.append('app.log', 2000);
      await play.quietRun();
      const packed = gzipSync(readFileSync(logs.at('app.log')));
      writeFileSync(logs.at('app.log.1.gz'), packed.subarray(0, packed.length >> 1));
      makeOld(play, 'app.log.1.gz');
      await play.run();
      copyFileSync(logs.at('app.log'), logs.at('app.log.2'));
      rmSync(logs.at('app.log.1.gz'));
      rmSync(logs.at('app.log'));
    },
  },
];

/** Those of a group are played in one job: they have no text in common, and their runs are at the same times. */
export const SCENARIOS: readonly (readonly Scenario[])[] = [
  ...FIRST_RUNS,
  DAILY_RUNS,
  ...alone(RENAMES),
  ...alone(UTF_16),
  ...alone(BANNERS),
  CHANGED,
  ...alone(ONE_INPUT),
  ARCHIVES,
  TRUNCATED,
  [...PARTIAL_COPIES, ...HOLES],
];

function alone(scenarios: readonly Scenario[]): Scenario[][] {
  return scenarios.map((scenario) => [scenario]);
}
