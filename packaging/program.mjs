/** The files of the program for one system: what a run needs, and what has to go with it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DESCRIPTION, HOMEPAGE, NAME, nodeOf, packagesOf, ROOT, SYSTEMS, VERSION } from './forms.mjs';
import { fileOf, filesOf } from './parts.mjs';

/** Of a package, what a run loads and what its licence asks for. */
const NEEDED = /^package\.json$|\.(c?js|node|so|dylib|dll)$|^LICEN[CS]E/;

/**
 * The files by their path, sorted, all but what starts the program.
 * @param installation as `src/installation/installation.ts` knows it
 * @returns `{ path, bytes, isExecutable }`
 */
export async function programFiles(system, installation) {
  const { node } = SYSTEMS[system];
  const packages = packagesOf(system);
  const files = [
    { path: node, bytes: await nodeBinary(system), isExecutable: true },
    { path: 'package.json', bytes: Buffer.from(manifest(installation)) },
    { path: 'THIRD-PARTY-NOTICES.txt', bytes: Buffer.from(await notices(packages)) },
    ...['LICENSE', 'README.md', 'CHANGELOG.md', 'bin/package.json', 'bin/ptk-logscan.js', 'dist/sbom.cdx.json'].map(
      own,
    ),
    ...builtFiles().map(own),
  ];
  for (const part of packages) {
    for (const { path, bytes } of await filesOf(part, (each) => NEEDED.test(each))) {
      files.push({ path: `node_modules/${part.name}/${path}`, bytes });
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function nodeBinary(system) {
  return fileOf(nodeOf(system), `bin/${SYSTEMS[system].node}`);
}

/** Licences of all that is in the program: what is bundled, what stands beside it, and Node. */
export async function notices(packages) {
  const line = `\n${'-'.repeat(80)}\n\n`;
  // The package for Windows has the program alone; the licence of one release is one.
  const { version } = nodeOf('linux-x64');
  const texts = [`Node.js ${version}\n\n${await fileOf(nodeOf('linux-x64'), 'LICENSE')}`];
  for (const part of packages) {
    const [file] = await filesOf(part, (path) => /^LICEN[CS]E/.test(path));
    if (file === undefined) throw new Error(`${part.name}: expected the text of its licence; got none`);
    texts.push(`${part.name} ${part.version}\n\n${file.bytes}\n`);
  }
  return [readFileSync(join(ROOT, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8'), ...texts].join(line);
}

function own(path) {
  return { path, bytes: readFileSync(join(ROOT, path)) };
}

/** Without compiled code: it is for the Node that built it, and another one keeps its own (`src/boot/user-cache.ts`). */
function builtFiles() {
  const cli = readdirSync(join(ROOT, 'dist/cli')).filter((name) => !name.endsWith('.cache'));
  const schemas = readdirSync(join(ROOT, 'dist')).filter((name) => name.endsWith('.schema.json'));
  return [...cli.map((name) => `dist/cli/${name}`), ...schemas.map((name) => `dist/${name}`)];
}

function manifest(installation) {
  const fields = { name: NAME, version: VERSION, description: DESCRIPTION, license: 'MIT', homepage: HOMEPAGE };
  return `${JSON.stringify({ ...fields, type: 'module', installation }, null, 2)}\n`;
}

/** What starts the program in an archive. */
export function launcherOf(system) {
  const { launcher } = SYSTEMS[system];
  const text = readFileSync(join(ROOT, 'packaging/launchers', launcher), 'latin1');
  // cmd.exe looks for its labels by lines that end as its own do.
  const bytes = Buffer.from(launcher.endsWith('.cmd') ? text.replaceAll('\n', '\r\n') : text, 'latin1');
  return { path: launcher, bytes, isExecutable: true };
}

/** Whether all was built that is packed. */
export function isBuilt() {
  return ['dist/cli/start.cjs', 'dist/cli/kernel.wasm', 'dist/THIRD-PARTY-NOTICES.txt'].every((path) =>
    existsSync(join(ROOT, path)),
  );
}
