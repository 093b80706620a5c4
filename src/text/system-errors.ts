/** Errors of the operating system in words, without the path: every message has that in front already. */

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
  EMFILE: 'too many open files',
  ENFILE: 'too many open files',
  EIO: 'input/output error',
};

/**
 * The error's message where it has no code, or one without words.
 * @param own words by code that say more where the error comes from
 */
export function systemReason(error: unknown, own: Words = {}): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return own[code ?? ''] ?? WORDS[code ?? ''] ?? message;
}

/** Of a file that is to be made: what is not there is its folder. */
export function writeReason(error: unknown): string {
  return systemReason(error, { ENOENT: 'its folder does not exist', ENOTDIR: 'its folder is a file' });
}
