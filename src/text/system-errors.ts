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
  EMFILE: 'too many open files',
  ENFILE: 'too many open files',
  EIO: 'input/output error',
};

/**
 * The error's message where it has no code, or one without words.
 * @param special words by error code, preferred to the general ones
 */
export function systemReason(error: unknown, special: Words = {}): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return special[code ?? ''] ?? WORDS[code ?? ''] ?? message;
}

/** For a file to be created: `ENOENT` means that its folder does not exist. */
export function writeReason(error: unknown): string {
  return systemReason(error, { ENOENT: 'its folder does not exist', ENOTDIR: 'its folder is a file' });
}
