import type { Summary } from '../model/summary.js';

/** How many events of each code are in no window, in the order of the codes; only codes that have some. */
export function untimedCounts({ codes, windows }: Summary): Map<number, number> {
  const left = new Map(codes.map(({ code, count }) => [code, count]));
  for (const window of windows) {
    for (const [code, count] of Object.entries(window.codes))
      left.set(Number(code), (left.get(Number(code)) ?? 0) - count);
  }
  return new Map([...left].filter(([, count]) => count > 0));
}
