/** The columns of records in the kernel's memory. */
import type { KernelExports } from './exports.js';
import type { Records } from './records.js';

/** @param groups how many group keys there are; their columns have been placed */
export function recordViews(kernel: KernelExports, groups: number): { -readonly [K in keyof Records]: Records[K] } {
  const { buffer } = kernel.memory;
  const capacity = kernel.recordCapacity.value;
  return {
    count: 0,
    codes: new Int32Array(buffer, kernel.codesAt.value, capacity),
    locals: new Float64Array(buffer, kernel.localsAt.value, capacity),
    zones: new Int32Array(buffer, kernel.zonesAt.value, capacity),
    inherited: new Uint8Array(buffer, kernel.inheritedAt.value, capacity),
    lines: new Uint32Array(buffer, kernel.linesAt.value, capacity),
    starts: new Int32Array(buffer, kernel.startsAt.value, capacity),
    groups: Array.from({ length: groups }, (_, key) => new Int32Array(buffer, kernel.columnAt(key), capacity)),
    values: [null],
  };
}
