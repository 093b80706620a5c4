/** The main file of a thread that helps to count: waits for tasks, until it is ended. */
import { parentPort, workerData } from 'node:worker_threads';
import { Scanner } from '../../scan/scanner.js';
import { WindowCutter } from '../../time/windows.js';
import { zoneOfJob } from '../../workers/scan-job.js';
import { optimizeLate } from '../../workers/tiering.js';
import { WorkQueue } from '../../workers/work-queue.js';
import { wantedOf } from './anchors.js';
import { countPieces } from './count-range.js';
import type { CountAnswer, CountRules, CountTask } from './count-threads.js';

optimizeLate();
const { rules } = workerData as { rules: CountRules };
const timeZone = zoneOfJob(rules);
const scanner = new Scanner({ ...rules, timeZone });
const hours = new WindowCutter(timeZone, { n: 1, unit: 'h' });

parentPort!.on('message', async ({ text, pieces, queue: buffer, wanted }: CountTask) => {
  const queue = new WorkQueue(buffer);
  parentPort!.postMessage(await answer());

  async function answer(): Promise<CountAnswer> {
    try {
      const counter = { scanner, hours, wanted: wantedOf(wanted), stopped: () => queue.stopped };
      return { counted: await countPieces(text, pieces, counter, queue) };
    } catch (error) {
      queue.stop();
      const { message, code } = error as NodeJS.ErrnoException;
      return { error: { message, code } };
    }
  }
});
