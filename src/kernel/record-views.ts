/** The columns of records in the kernel's memory. */
import type { KernelExports } from './exports.js';
import type { Records } from './records.js';

export function recordViews(kernel: KernelExports, groups: number): { -readonly [K in keyof Records]: Records[K] } {
  const { buffer } = kernel.memory;
  const capacity = kernel.recordCapacity();
  return {
    count: 0,
    codes: new Int32Array(buffer, kernel.codesAt(), capacity),
    locals: new Float64Array(buffer, kernel.localsAt(), capacity),
    zones: new Int32Array(buffer, kernel.zonesAt(), capacity),
    inherited: new Uint8Array(buffer, kernel.inheritedAt(), capacity),
    lines: new Uint32Array(buffer, kernel.linesAt(), capacity),
    starts: new Int32Array(buffer, kernel.startsAt(), capacity),
    groups: [kernel.firstAt(), kernel.secondAt()].slice(0, groups).map((at) => new Int32Array(buffer, at, capacity)),
    values: [null],
  };
}
