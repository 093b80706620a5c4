/** Random choices from a seed (mulberry32): integers only, so every machine and version draws the same. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return (x ^ (x >>> 14)) >>> 0;
  };
  /** A whole number from `low` to `high`, both possible. */
  const int = (low, high) => low + (next() % (high - low + 1));
  const pick = (list) => list[int(0, list.length - 1)];
  const chance = (percent) => int(1, 100) <= percent;
  /** One of `[…what, weight]` rows, by weight. */
  const weighted = (rows) => {
    let left = int(
      1,
      rows.reduce((sum, row) => sum + row.at(-1), 0),
    );
    for (const row of rows) {
      left -= row.at(-1);
      if (left <= 0) return row;
    }
  };
  const hex = (digits) => Array.from({ length: digits }, () => int(0, 15).toString(16)).join('');
  return { int, pick, chance, weighted, hex };
}
