/** Numbers as people read them. Without `Intl`, whose first use costs a third of a small run's time. */

/** `1234567` as `1,234,567`. */
export function thousands(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `3 events`, `1 event`. */
export function counted(n: number, singular: string, plural = `${singular}s`): string {
  return `${thousands(n)} ${n === 1 ? singular : plural}`;
}

/** One digit after the point; never `0%` or `100%` for what is only near it. `–` for a part of nothing. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  if (part === 0) return '0%';
  if (part === whole) return '100%';
  const rate = (part / whole) * 100;
  if (rate < 0.1) return '<0.1%';
  if (rate > 99.9) return '>99.9%';
  return `${rate.toFixed(1)}%`;
}

/** In decimal units: `812 B`, `1.2 MB`. */
export function byteSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/** The two largest units: `2 d 3 h`, `59 min 4 s`, `0.25 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  const parts: string[] = [];
  let seconds = Math.floor(ms / 1000);
  for (const [unit, length] of [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ] as const) {
    const n = Math.floor(seconds / length);
    seconds -= n * length;
    if (n > 0) parts.push(`${thousands(n)} ${unit}`);
    else if (parts.length > 0) break;
  }
  return parts.slice(0, 2).join(' ');
}
