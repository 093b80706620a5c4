/** Smaller files are one piece of work: below this, another thread's start costs more than it saves. */
export const SPLIT_FROM = 32 << 20;

/** As many bytes as a system gives of a pipe at a time. */
export const PIPE_SIZE = 64 * 1024;
