import { setFlagsFromString } from 'node:v8';

/** The version of V8 in Node 20 and 21; later ones count calls instead and know no such flag. */
const WITH_BUDGET = /^11\./;

/**
 * Lets V8 optimize a JavaScript function when it has run twenty times as long as usual. What is hot in threads is the
 * kernel, which this does not concern; the functions around it are called often enough to be optimized, which took
 * 0.2 s of processor time in a run over 1 GB that takes 0.3 s in all, on the cores that the threads need.
 */
export function optimizeLate(): void {
  if (WITH_BUDGET.test(process.versions.v8)) setFlagsFromString('--interrupt-budget=1351680');
}
