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

// One after the other, as there is one scanner: while a piece is counted, further tasks may come.
let last = Promise.resolve();
parentPort!.on('message', (task: CountTask) => {
  last = last.then(async () => parentPort!.postMessage(await answerTo(task)));
});

async function answerTo({ text, pieces, queue: buffer, wanted }: CountTask): Promise<CountAnswer> {
  const queue = new WorkQueue(buffer);
  try {
    const counter = { scanner, hours, wanted: wantedOf(wanted), stopped: () => queue.stopped };
    return { counted: await countPieces(text, pieces, counter, queue) };
  } catch (error) {
    queue.stop();
    const { message, code } = error as NodeJS.ErrnoException;
    return { error: { message, code } };
  }
}
