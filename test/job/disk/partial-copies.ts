/** Scenarios of texts that end within a known one, or go on differently between two of its fingerprints. */
import { appendFileSync, copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { LogFolder } from './log-folder.js';
import type { Stage } from './play.js';
import type { Scenario } from './scenarios.js';

/** Lines in the middle of a text of 400, far from all fingerprints of single lines. */
const MIDDLE = 205;

/** What a copy of the log would be that was made when it had so many lines. */
function beginningOf(logs: LogFolder, name: string, lines: number): Buffer {
  const text = readFileSync(logs.at(name), 'latin1').split('\n').slice(0, lines).join('\n');
  return Buffer.from(`${text}\n`);
}

/** Throws unless the last runs have said that so much could not be compared. */
async function expectSaid(play: Stage, words: RegExp): Promise<void> {
  const { said } = await play.run();
  if (!said.some((each) => words.test(each))) throw new Error(`nothing said ${words}: ${said.join(' | ')}`);
}

const FORMS: readonly (readonly [ending: string, pack: (bytes: Buffer) => Buffer])[] = [
  ['', (bytes) => bytes],
  ['.gz', (bytes) => gzipSync(bytes)],
];

export const PARTIAL_COPIES: readonly Scenario[] = FORMS.flatMap(([ending, pack]): Scenario[] => [
  {
    name: `an old copy got lines of its own (app.log.1${ending}); the log it was made of is still there`,
    async play(play) {
      const { logs } = play;
      logs.append('app.log', 400);
      await play.quietRun();
      const old = beginningOf(logs, 'app.log', MIDDLE);
      writeFileSync(logs.at(`app.log.1${ending}`), pack(Buffer.concat([old, Buffer.from(logs.lines(3))])));
      await play.quietRun();
    },
  },
  {
    name: `an old copy got lines of its own (app.log${ending}), in the place of the log; it is said that they may be missing`,
    loses: true,
    async play(play) {
      const { logs } = play;
      logs.append('app.log', 400);
      await play.quietRun();
      const old = beginningOf(logs, 'app.log', MIDDLE);
      rmSync(logs.at('app.log'));
      writeFileSync(logs.at(`app.log${ending}`), pack(Buffer.concat([old, Buffer.from(logs.lines(3))])));
      await play.run();
      await expectSaid(play, /its last \d+ bytes could not be compared/);
      rmSync(logs.at(`app.log${ending}`));
    },
  },
  {
    name: `an old copy (copy${ending}) that was seen beside its log vanishes`,
    async play(play) {
      const { logs } = play;
      logs.append('app.log', 400);
      await play.quietRun();
      writeFileSync(logs.at(`copy${ending}`), pack(beginningOf(logs, 'app.log', MIDDLE)));
      await play.quietRun();
      rmSync(logs.at(`copy${ending}`));
    },
  },
]);

export const HOLES: readonly Scenario[] = [
  {
    name: 'a copy has its full length before it has its text, while the log grows',
    async play(play) {
      const { logs } = play;
      logs.append('app.log', 300);
      await play.quietRun();
      logs.append('app.log', 100);
      const whole = readFileSync(logs.at('app.log'));
      writeFileSync(logs.at('app.log.1'), whole.subarray(0, 9000));
      truncateSync(logs.at('app.log.1'), whole.length);
      await play.quietRun();
      copyFileSync(logs.at('app.log'), logs.at('app.log.1'));
      truncateSync(logs.at('app.log'), 0);
      logs.append('app.log', 4);
      await play.quietRun();
    },
  },
];

/**
 * In the place of a log there is an old copy of it, which has grown since.
 * @returns what the run says of it
 */
export async function playParting(play: Stage): Promise<string> {
  const { logs } = play;
  logs.append('app.log', 400);
  await play.quietRun();
  const old = beginningOf(logs, 'app.log', MIDDLE);
  rmSync(logs.at('app.log'));
  writeFileSync(logs.at('app.log'), old);
  appendFileSync(logs.at('app.log'), logs.lines(100));
  return (await play.quietRun()).said.join('\n');
}
