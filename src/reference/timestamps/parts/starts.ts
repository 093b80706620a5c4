/** A timestamp begins within this many bytes of its line. */
export const START_LIMIT = 512;

/** The bytes after which one may begin, besides the line's start. */
export const START_BYTES = ` \t[({<>|"'=,;:`;

/** Whether a timestamp may begin at byte `start` of the line. */
export function mayStart(line: string, start: number): boolean {
  return start < START_LIMIT && (start === 0 || START_BYTES.includes(line.charAt(start - 1)));
}
