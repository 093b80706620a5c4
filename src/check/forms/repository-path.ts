/** How CI platforms want a file named: by its path in the repository. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { FormOptions } from './form.js';

/** The folders that CI platforms check repositories out into: GitHub, GitLab, Jenkins, Azure DevOps. TeamCity works in it. */
const ROOTS = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR', 'WORKSPACE', 'BUILD_SOURCESDIRECTORY'];

/** @param env where the platform says it */
export function pathFinder(env: Readonly<Record<string, string | undefined>>): FormOptions['pathOf'] {
  const roots = ROOTS.flatMap((name) => (env[name] ? [resolve(env[name])] : []));
  const root = roots.find((folder) => isWithin(resolve('.'), folder)) ?? resolve('.');
  return (source) => (source === '-' ? null : relative(root, resolve(source)).split(sep).join('/'));
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
