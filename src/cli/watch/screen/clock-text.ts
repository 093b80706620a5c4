import type { ReportClock } from '../../../report/clock.js';

/** `17:52:03` in the report zone; in UTC with `Z` where its offset is not known. */
export function clockText(instant: string, clock: ReportClock): string {
  const { wall, utc } = clock.wall(instant);
  return new Date(wall).toISOString().slice(11, 19) + (utc ? 'Z' : '');
}
