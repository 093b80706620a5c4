/**
 * Holm's step-down correction for several tests made together. It raises each p-value so that, comparing each with the
 * level, the probability of any false alarm among them is at most the level. Its power is never below that of Bonferroni's
 * correction. The result is in the order of `values`.
 */
export function holm(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const adjusted = new Array<number>(values.length);
  let least = 0;
  order.forEach((index, rank) => {
    least = Math.max(least, Math.min(1, values[index]! * (values.length - rank)));
    adjusted[index] = least;
  });
  return adjusted;
}
