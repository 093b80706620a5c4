/** What the kernel has counted by itself, taken out of its memory. */
import { CODE_COUNT, FIRST_CODE } from '../model/code.js';
import type { KernelExports } from './exports.js';

/** Called for each code with events: their count, and the earliest and latest time, in ms since the start of the range. */
export type TakeCount = (code: number, count: number, earliest: number, latest: number) => void;

/** Hands out what was counted, and clears it. @returns how many of the events are on a line without a time of its own */
export function takeCounts(kernel: KernelExports, take: TakeCount): { inherited: number } {
  const codes = kernel.touchedCount();
  const inherited = kernel.inheritingCount();
  if (codes === 0) return { inherited };
  const { buffer } = kernel.memory;
  const touched = new Uint16Array(buffer, kernel.touchedAt(), codes);
  // Count, earliest, latest and a fourth number of the kernel's own for each code.
  const counts = new Uint32Array(buffer, kernel.countsAt(), CODE_COUNT * 4);
  for (let i = 0; i < codes; i++) {
    const at = touched[i]! * 4;
    take(touched[i]! + FIRST_CODE, counts[at]!, counts[at + 1]!, counts[at + 2]!);
  }
  kernel.clearCounts();
  return { inherited };
}
