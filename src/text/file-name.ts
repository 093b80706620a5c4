/** Names of files on Windows, in the form that documents of every system have. */
import { sep } from 'node:path';

/** https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file#naming-conventions */
const DEVICE = /^(?:CON|PRN|AUX|NUL|COM[1-9]|LPT[1-9])$/i;

/**
 * On Windows with `/` between folders, which the system takes as well, and devices by a name that Node does not take for
 * that of a file. Elsewhere as it is.
 * @param separator of the system
 */
export function fileName(name: string, separator: string = sep): string {
  if (separator !== '\\') return name;
  const portable = name.replaceAll('\\', '/');
  const base = portable.slice(portable.lastIndexOf('/') + 1);
  return DEVICE.test(base) ? `//./${base}` : portable;
}
