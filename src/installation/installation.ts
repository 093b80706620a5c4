/** In which form the program was installed: what to do about a part that is missing differs with it. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isSea } from 'node:sea';

/**
 * `clone`: a working copy of the repository. `local`: a package of another one. `global`: installed with npm for all
 * folders. `archive`: unpacked from a zip or tar file, with its own Node. `debian`: a Debian package. `executable`: one file.
 */
export type Installation = 'clone' | 'local' | 'global' | 'archive' | 'debian' | 'executable';

/** Of the program that runs. */
export function presentInstallation(): Installation {
  return isSea() ? 'executable' : installationOf(import.meta.dirname);
}

/**
 * Of the program whose files are in a folder, or above it. `packaging/` says the form in the `package.json` of those it makes.
 */
export function installationOf(folder: string): Installation {
  for (let root = folder; dirname(root) !== root; root = dirname(root)) {
    const manifest = join(root, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name, installation } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
    if (name !== 'ptk-logscan') continue;
    if (installation !== undefined) return installation;
    if (basename(dirname(root)) !== 'node_modules') return 'clone';
    // Only a project has one beside its packages.
    return existsSync(join(dirname(dirname(root)), 'package.json')) ? 'local' : 'global';
  }
  return 'clone';
}

interface Manifest {
  readonly name?: string;
  readonly installation?: Installation;
}
