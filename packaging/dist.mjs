/**
 * Makes what is given to those without Node, in `release/`: `npm run build && npm run dist [-- --quick] [SYSTEM…]`.
 *
 *     ptk-logscan-VERSION-SYSTEM.zip, .tar.gz   Node, the program, DuckDB, notices
 *     ptk-logscan-VERSION-SYSTEM[.exe]          one file, without DuckDB
 *     ptk-logscan_VERSION_amd64.deb             where `dpkg-deb` is installed
 *     THIRD-PARTY-NOTICES.txt                   goes with those
 *     ptk-logscan-VERSION.cdx.json              what the program is made of
 *     winget/, scoop/, Dockerfile               for those who give them on
 *     SHA256SUMS
 *
 * SYSTEM is one of `packaging/forms.mjs`; without one, all. `--quick` packs them less, for tests. The exit status is 3 where a part could not be fetched.
 */
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checksumOf, writeTarGz, writeZip } from './archives.mjs';
import { hasDpkg, writeDebian } from './debian.mjs';
import { blobOf, canRun, writeExecutable } from './executable/executable.mjs';
import { NAME, OUT, packagesOf, ROOT, SYSTEMS, VERSION } from './forms.mjs';
import { writeManifests } from './manifests.mjs';
import { NotFetched } from './parts.mjs';
import { isBuilt, launcherOf, nodeBinary, notices, programFiles } from './program.mjs';

const NOT_FETCHED = 3;

const QUICK = 1;
/** 9 takes twice the time for a hundredth less. */
const BEST = 6;

try {
  const { values, positionals: asked } = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean' } } });
  const unknown = asked.find((system) => !Object.hasOwn(SYSTEMS, system));
  if (unknown !== undefined) throw new Error(`expected ${Object.keys(SYSTEMS).join(', ')}; got ${unknown}`);
  if (!isBuilt()) throw new Error('dist: expected what npm run build makes; got none');
  await make(asked.length === 0 ? Object.keys(SYSTEMS) : asked, values.quick ? QUICK : BEST);
} catch (error) {
  console.error(`dist: ${error.message}`);
  process.exitCode = error instanceof NotFetched ? NOT_FETCHED : 1;
}

/** @param level of packing, 1 to 9 */
async function make(systems, level) {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT);
  for (const system of systems) await writeArchive(system, level);
  await writeExecutables(systems.filter((system) => SYSTEMS[system].executable !== null));
  for (const system of systems.filter((each) => SYSTEMS[each].debian !== undefined)) {
    if (hasDpkg()) await writeDebian(system, level);
    else console.error('*** NOT MADE: the Debian package: dpkg-deb is not installed');
  }
  copyFileSync(join(ROOT, 'dist/sbom.cdx.json'), join(OUT, `${NAME}-${VERSION}.cdx.json`));
  const sums = new Map();
  for (const name of readdirSync(OUT).sort()) sums.set(name, await checksumOf(join(OUT, name)));
  writeFileSync(join(OUT, 'SHA256SUMS'), [...sums].map(([name, sum]) => `${sum}  ${name}\n`).join(''));
  writeManifests(sums);
  for (const name of sums.keys()) {
    console.log(`${(statSync(join(OUT, name)).size / 1e6).toFixed(1).padStart(6)} MB  ${name}`);
  }
}

async function writeArchive(system, level) {
  const { archive } = SYSTEMS[system];
  const folder = `${NAME}-${VERSION}-${system}`;
  const files = [...(await programFiles(system, 'archive')), launcherOf(system)];
  const write = archive === 'zip' ? writeZip : writeTarGz;
  await write(join(OUT, `${folder}.${archive}`), folder, files, level);
}

async function writeExecutables(systems) {
  if (systems.length === 0) return;
  const here = Object.keys(SYSTEMS).find(canRun);
  if (here === undefined) return console.error('*** NOT MADE: the executables: none of the bundled Nodes runs here');
  for (const system of systems) {
    const blob = await blobOf(await nodeBinary(here), system === here);
    const name = `${NAME}-${VERSION}-${system}${SYSTEMS[system].executable}`;
    await writeExecutable(join(OUT, name), system, blob);
  }
  writeFileSync(join(OUT, 'THIRD-PARTY-NOTICES.txt'), await notices(packagesOf(here)));
}
