import { MINUTE_MS } from './calendar.js';

/** Smaller files are one piece of work: below this, another thread's start costs more than it saves. */
export const SPLIT_FROM = 32 << 20;

/** As many bytes as a system gives of a pipe at a time. */
export const PIPE_SIZE = 64 * 1024;

/** Times up to so long after now are not in the future: clocks differ a little, and a log is written to while it is read. */
export const CLOCK_SLACK_MS = 5 * MINUTE_MS;
