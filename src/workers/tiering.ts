/** V8 of Node 20 and 21. Later versions count calls instead and do not know the flag. */
const V8_WITH_BUDGET = /^11\./;

/**
 * Makes V8 optimize a JavaScript function only when it has run twenty times as long as by default. Threads spend their
 * time in the kernel, which is WebAssembly and not affected. Optimizing the functions around it took 0.2 s of processor
 * time in a run over 1 GB that takes 0.3 s in all, on cores that the threads need.
 */
export function optimizeLate(): void {
  if (!V8_WITH_BUDGET.test(process.versions.v8)) return;
  // Loaded only here: it is in a file that a start without threads loads too, and brings streams with it.
  process.getBuiltinModule('node:v8').setFlagsFromString('--interrupt-budget=1351680');
}

/** Node 22's. No process was seen to stay at its end with Node 20. */
const FIRST_V8_THAT_STAYS = 12;
/**
 * In seconds, and in bytes of heap. Before that the memory of a run has not grown to where more of it must be asked for: a start
 * has 11 MB, also on a machine so busy that it takes longer.
 */
const SHORT_RUN = 0.1;
const SMALL_HEAP = 16e6;

/**
 * To be called last, when the process ends. A thread of V8's that compiles a function may need memory that only a collection
 * of garbage by the main thread gives it; the main thread, which ends, waits for the threads: both for ever, one in some
 * hundred where the machine is busy (https://github.com/nodejs/node/issues/54918). So no compilation begins any more, and
 * those that are under way get their memory.
 */
export function letCompilationsEnd(): void {
  if (Number.parseInt(process.versions.v8, 10) < FIRST_V8_THAT_STAYS) return;
  if (process.uptime() < SHORT_RUN || process.memoryUsage().heapTotal < SMALL_HEAP) return;
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  for (const flag of ['no-maglev', 'no-concurrent-sparkplug', 'no-concurrent-recompilation', 'expose-gc']) {
    setFlagsFromString(`--${flag}`);
  }
  const { runInNewContext } = process.getBuiltinModule('node:vm');
  (runInNewContext('gc') as () => void)();
}
