/** Sizes and times that several folders must agree on. */
import { MINUTE_MS } from './calendar.js';

/** Files are cut into ranges for several threads from this size on. Below it a thread's start costs more than it saves. */
export const MIN_SPLIT_BYTES = 32 << 20;

/** A pipe's default capacity on Linux, in bytes: one read gets no more. */
export const PIPE_SIZE = 64 * 1024;

/** Times up to 5 minutes after now do not count as future: clocks differ, and a log may grow while it is read. */
export const CLOCK_SLACK_MS = 5 * MINUTE_MS;

/** Of a line that is kept to be shown later, the first 1 KiB is kept. */
export const MAX_KEPT_LINE = 1024;

/** Of the value of a key on a line, the first 200 bytes are read. The kernel has the same number. */
export const MAX_KEY_VALUE = 200;
