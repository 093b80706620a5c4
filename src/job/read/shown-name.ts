import { isAbsolute, relative } from 'node:path';

/** Relative to the folder where that is in it. */
export function shownName(path: string, folder: string): string {
  const near = relative(folder, path);
  return near === '' || near.startsWith('..') || isAbsolute(near) ? path : near;
}
