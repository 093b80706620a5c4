/** Words for changes between two summaries. */
import type { Comparison, CountChange, RateChange, WindowChange } from '../model/comparison.js';
import { percent, thousands } from '../text/numbers.js';

/** `+12`, `−3`, `±0`. */
export function signed(n: number): string {
  return n === 0 ? '±0' : `${n > 0 ? '+' : '−'}${thousands(Math.abs(n))}`;
}

/** `+12.5%`, `−3.0%`; `new` where `before` is 0, `gone` where `now` is; from ten times on as `12 times`. */
export function relativeText({ before, now, relative }: CountChange): string {
  if (relative === null) return now === 0 ? '±0' : 'new';
  if (now === 0 && before > 0) return 'gone';
  if (relative === 0) return '±0';
  if (relative >= 9) return `${(relative + 1).toFixed(0)} times`;
  const size = Math.abs(relative) * 100;
  return `${relative > 0 ? '+' : '−'}${size < 0.1 ? '<0.1' : size.toFixed(1)}%`;
}

/** A share of events: `4.2%`, or `–` where there were none. */
export function rateText(rate: number | null): string {
  // `percent` rounds correctly near 0% and 100%; it takes a part and a whole.
  return rate === null ? '–' : percent(rate * 1e12, 1e12);
}

/** Difference of two shares in percentage points: `+1.3 pp`. */
export function pointsText({ difference }: RateChange): string {
  if (difference === null) return '–';
  if (difference === 0) return '±0 pp';
  const size = Math.abs(difference) * 100;
  if (size < 0.005) return '≈0 pp';
  return `${difference > 0 ? '+' : '−'}${size.toFixed(size < 0.095 ? 2 : 1)} pp`;
}

/** `up from 1.2% to 3.4%, more than chance`. */
export function rateSentence(change: RateChange): string {
  const { before, now, difference, verdict } = change;
  if (before === null || now === null || difference === null) return `${rateText(before)} before, ${rateText(now)} now`;
  if (verdict === 'same') return `${rateText(now)} as before`;
  return `${difference > 0 ? 'up' : 'down'} from ${rateText(before)} to ${rateText(now)}, ${verdict}`;
}

/** Whether a change is pointed out: it is more than chance, or probably so. */
export function isSure({ verdict }: RateChange): boolean {
  return verdict === 'more than chance' || verdict === 'probably more than chance';
}

/** The windows whose error rate changed by more than chance, the surest first. */
export function surestWindows(windows: readonly WindowChange[]): WindowChange[] {
  return windows
    .filter(({ errorRate }) => isSure(errorRate))
    .sort((a, b) => a.errorRate.p! - b.errorRate.p! || a.position - b.position);
}

/** Explains the verdicts, below a table. */
export const TEST_NOTE =
  'Two-proportion test on the share of events: “more than chance” where a difference so large would come by chance less ' +
  'than once in 1,000 times, “probably” once in 100; “too few to tell” below 5 expected events.';

/** `3 new, 1 vanished`, or null where all codes are in both. */
export function codesTurnover({ codes }: Comparison): string | null {
  const fresh = codes.filter(({ presence }) => presence === 'new').length;
  const gone = codes.filter(({ presence }) => presence === 'vanished').length;
  const parts = [...(fresh > 0 ? [`${fresh} new`] : []), ...(gone > 0 ? [`${gone} vanished`] : [])];
  return parts.length === 0 ? null : parts.join(', ');
}
