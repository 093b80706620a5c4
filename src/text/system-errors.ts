/** Errors of the operating system in words. Without the path, which every message already begins with. */

type Words = Readonly<Record<string, string>>;

const WORDS: Words = {
  ENOENT: 'no such file',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ELOOP: 'a link that leads back to itself',
  ENAMETOOLONG: 'the name is too long',
  ENOMEM: 'there is not enough memory',
  EMFILE: 'too many open files',
  ENFILE: 'too many open files',
  EIO: 'input/output error',
  EBUSY: 'another program has it open',
};

/**
 * The error's message where it has no code, or one without words.
 * @param special words by error code, preferred to the general ones
 */
export function systemReason(error: unknown, special: Words = {}): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return special[code ?? ''] ?? WORDS[code ?? ''] ?? message;
}

/**
 * Whether the system gave no memory, as all the parts of a program say it: the engine for WebAssembly and for buffers, Node
 * for threads, the system for a call.
 */
export function isOutOfMemory(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  if (/^(?:ENOMEM|ERR_MEMORY_ALLOCATION_FAILED|ERR_WORKER_OUT_OF_MEMORY|ERR_WORKER_INIT_FAILED)$/.test(code ?? ''))
    return true;
  return error instanceof RangeError && /\bout of memory\b|\ballocat/i.test(message);
}

/** For a file to be created: `ENOENT` means that its folder does not exist. */
export function writeReason(error: unknown): string {
  return systemReason(error, { ENOENT: 'its folder does not exist', ENOTDIR: 'its folder is a file' });
}
