/** Smaller files are one piece of work: below this, another thread's start costs more than it saves. */
export const SPLIT_FROM = 32 << 20;
