import { readFileSync } from 'node:fs';

/** Bytes of addresses, not of memory: WebAssembly reserves ten GiB for each kernel, and V8 its own for each thread. */
const OF_A_THREAD = 12e9;

/** Bytes of addresses that the process may have (`ulimit -v`); Infinity where it is not limited, or not known. */
export function addressLimit(): number {
  limit ??= readLimit();
  return limit;
}

let limit: number | null = null;

function readLimit(): number {
  try {
    const limits = readFileSync('/proc/self/limits', 'latin1');
    const [, bytes] = /^Max address space\s+(\d+)/m.exec(limits) ?? [];
    return bytes === undefined ? Number.POSITIVE_INFINITY : Number(bytes);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/**
 * How many threads the limit of addresses (`ulimit -v`) has room for, this one included. A thread that gets none does not
 * fail in words: V8 ends the process. Known on Linux alone.
 */
export function threadsInReach(): number {
  return Math.max(1, Math.floor(addressLimit() / OF_A_THREAD));
}
