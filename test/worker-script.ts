/** In the place of `src/workers/worker-script.ts`, where tests run the source: its threads are those of the build. */
export function workerScript(): { readonly script: URL; readonly isSource: boolean } {
  return { script: new URL('../dist/cli/worker.cjs', import.meta.url), isSource: false };
}
