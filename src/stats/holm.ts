/**
 * Holm's step-down correction: the p-values of tests made together, each raised so that comparing every one with the
 * level keeps the probability of any false alarm among them at the level. Never weaker than Bonferroni's. In the order
 * given.
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
