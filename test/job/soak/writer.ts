/** A platform that writes logs of every form of rotation, until it is told to end. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WrittenLog } from './log.js';
import type { Random } from './random.js';
import { ROTATIONS, type Settled } from './rotations.js';

const START = Date.UTC(2026, 10, 1);

export class PlatformWriter {
  readonly logs: readonly WrittenLog[];
  rotations = 0;
  readonly #random: Random;

  /** @param folder is made, with the first file of each log */
  constructor(folder: string, random: Random) {
    this.#random = random;
    mkdirSync(folder, { recursive: true });
    this.logs = ROTATIONS.map(({ name }) => new WrittenLog(firstFile(folder, name), random, START));
  }

  get lines(): number {
    return this.logs.reduce((sum, log) => sum + log.lines, 0);
  }

  /**
   * @param pause at most so many milliseconds between two writes
   * @param mayWrite asked before each: a slow reader must not be left behind for ever
   */
  async write(
    settled: Settled,
    ending: AbortSignal,
    pause: number,
    mayWrite: () => boolean = () => true,
  ): Promise<void> {
    const random = this.#random;
    while (!ending.aborted) {
      if (!mayWrite()) {
        await sleep(5);
        continue;
      }
      const i = random.below(this.logs.length);
      const log = this.logs[i]!;
      log.write();
      if (random.chance(0.12)) {
        await ROTATIONS[i]!.rotate(log, random, settled);
        this.rotations += 1;
      }
      await sleep(random.below(pause));
    }
    for (const log of this.logs) log.close();
  }
}

/** What a log is written to at first. */
function firstFile(folder: string, name: string): string {
  if (name === 'dated') return join(folder, 'dated-20261101.log');
  if (name === 'linked') symlinkSync('linked-20261101.log', join(folder, 'linked.log'));
  return join(folder, `${name}.log`);
}
