/** In the place of `src/workers/worker-script.ts`: the script is in the file that runs. */
import { getAsset } from 'node:sea';

export function workerScript(): { readonly script: string; readonly isSource: boolean } {
  return { script: getAsset('worker.cjs', 'utf8'), isSource: true };
}
