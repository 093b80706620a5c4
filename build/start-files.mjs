/**
 * Puts the files that every start loads into one, which `src/boot/load.ts` reads: an object of the functions that Node would make of
 * them, by name. The files themselves stay: Node looks for them on the disk where one that is loaded later requires them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NAMED } from './chunks.mjs';

/** @param folder where the command line is built */
export function writeStartFiles(folder) {
  const functions = [...NAMED, 'main'].map((name) => {
    const code = readFileSync(join(folder, `${name}.cjs`), 'latin1');
    return `${JSON.stringify(name)}:function(exports,require,module,__filename,__dirname){${code}\n}`;
  });
  writeFileSync(join(folder, 'start-files.cjs'), `({${functions.join(',\n')}})\n`, 'latin1');
}
