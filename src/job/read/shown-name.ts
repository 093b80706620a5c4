import { isAbsolute, relative } from 'node:path';

/** The path relative to the folder, if it lies in it. */
export function shownName(path: string, folder: string): string {
  const near = relative(folder, path);
  return near === '' || near.startsWith('..') || isAbsolute(near) ? path : near;
}
