/**
 * What a worker thread runs: a file beside the program's. The single executable has the script in itself
 * (`packaging/executable/worker-asset.ts`).
 */
export function workerScript(): { readonly script: string | URL; readonly isSource: boolean } {
  return { script: new URL('./worker.cjs', import.meta.url), isSource: false };
}
