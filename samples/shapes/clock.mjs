/** How the systems write a time. */
const iso = (at) => new Date(at).toISOString();

/** `2026-11-03T09:15:00.123Z` */
export const utc = iso;
/** `2026-11-03 09:15:00.123` */
export const dotted = (at) => iso(at).slice(0, 23).replace('T', ' ');
/** `2026-11-03 09:15:00,123` */
export const comma = (at) => dotted(at).replace('.', ',');
/** `Nov  3 09:15:00` */
export const syslogTime = (at) => `Nov ${String(new Date(at).getUTCDate()).padStart(2)} ${iso(at).slice(11, 19)}`;
/** `2026-11-03T09:15:00Z` */
export const minute = (at) => `${iso(at).slice(0, 16)}:00Z`;
/** The quarters of an hour that are offered for an appointment in five weeks, in December: `2026-12-08T10:00:00Z`. */
export const offered = (at) => [0, 1, 2].map((i) => minute(at + 35 * 86_400_000 + i * 900_000));
/** `2026-11-03T09:15:00.107000Z`: a fraction that looks like a code. */
export const micros = (at, digits) => `${iso(at).slice(0, 19)}.${digits}Z`;
