/** A thread that was started before it was known that it is needed: it takes as long to start as the program itself. */
import type { Worker } from 'node:worker_threads';

let spare: Worker | null = null;

export function keepPrestarted(worker: Worker): void {
  spare = worker;
  const gone = () => {
    if (spare === worker) spare = null;
  };
  // One that fails is none: whoever needs it starts another, which then tells why.
  worker.on('error', gone);
  worker.on('exit', gone);
}

/** The thread, if there is one that runs and that nobody has taken. */
export function takePrestarted(): Worker | null {
  const worker = spare;
  spare = null;
  return worker;
}
