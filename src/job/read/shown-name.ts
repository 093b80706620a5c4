import { isAbsolute, relative } from 'node:path';
import { fileName } from '../../text/file-name.js';

/** The path relative to the folder, if it lies in it. */
export function shownName(path: string, folder: string): string {
  const near = fileName(relative(folder, path));
  return near === '' || near.startsWith('..') || isAbsolute(near) ? path : near;
}
