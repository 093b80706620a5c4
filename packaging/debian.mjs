/** A Debian package with Node in it, by `dpkg-deb`: `/usr/lib/ptk-logscan`, `/usr/bin/ptk-logscan`, the manual page. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { TIME } from './archives.mjs';
import { DESCRIPTION, HOMEPAGE, NAME, OUT, ROOT, SYSTEMS, VERSION } from './forms.mjs';
import { launcherOf, programFiles } from './program.mjs';

const LIB = `usr/lib/${NAME}`;
const DOC = `usr/share/doc/${NAME}`;
const MAINTAINER = `${NAME} <${NAME}@users.noreply.github.com>`;
/** What this release is to Debian: the first package of it. */
const RELEASE = `${VERSION}-1`;

export function hasDpkg() {
  return spawnSync('dpkg-deb', ['--version']).status === 0;
}

/** @param level of packing, 1 to 9 */
export async function writeDebian(system, level) {
  const root = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  chmodSync(root, 0o755);
  try {
    const program = await programFiles(system, 'debian');
    // What is to be read has its own places there.
    const files = program.filter(
      ({ path }) => !/^(LICENSE|README\.md|CHANGELOG\.md|THIRD-PARTY-NOTICES\.txt)$/.test(path),
    );
    const notices = program.find(({ path }) => path === 'THIRD-PARTY-NOTICES.txt').bytes;
    for (const file of [...files, launcherOf(system)]) put(root, `${LIB}/${file.path}`, file.bytes, file.isExecutable);
    mkdirSync(join(root, 'usr/bin'), { recursive: true });
    symlinkSync(`../lib/${NAME}/${NAME}`, join(root, `usr/bin/${NAME}`));
    put(root, `usr/share/man/man1/${NAME}.1.gz`, packed(read(`man/${NAME}.1`)));
    put(root, `${DOC}/copyright`, `${copyright()}\n\n${notices}`);
    put(root, `${DOC}/changelog.gz`, packed(read('CHANGELOG.md')));
    put(root, `${DOC}/changelog.Debian.gz`, packed(changelog()));
    const size = [...files].reduce((sum, { bytes }) => sum + bytes.length, 0);
    put(root, 'DEBIAN/control', control(SYSTEMS[system].debian, Math.ceil(size / 1024)));

    const target = join(OUT, `${NAME}_${RELEASE}_${SYSTEMS[system].debian}.deb`);
    const env = { ...process.env, SOURCE_DATE_EPOCH: String(TIME.getTime() / 1000) };
    // zstd, the default of some, is none of Debian 11's.
    const args = ['--root-owner-group', '-Zxz', `-z${level}`, '--build', root, target];
    const run = spawnSync('dpkg-deb', args, { env, encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`dpkg-deb: ${run.error?.message ?? run.stderr}`);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function put(root, path, bytes, isExecutable = false) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
  writeFileSync(file, bytes);
  // Whatever the process denies new files.
  chmodSync(file, isExecutable ? 0o755 : 0o644);
}

function read(path) {
  return readFileSync(join(ROOT, path));
}

/** Without a time and a name in it. */
function packed(bytes) {
  return gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });
}

/** @param size installed, KiB */
function control(architecture, size) {
  return `Package: ${NAME}
Version: ${RELEASE}
Section: admin
Priority: optional
Architecture: ${architecture}
Depends: libc6 (>= 2.28), libstdc++6 (>= 6)
Suggests: bzip2, xz-utils
Installed-Size: ${size}
Maintainer: ${MAINTAINER}
Homepage: ${HOMEPAGE.replace(/#.*$/, '')}
Description: status codes of a callback platform in its logs
 ${DESCRIPTION}
 .
 Node and DuckDB are in the package.
`;
}

/** Named without a name: machines read it (DEP 5), and the project's licence is the first part of it. */
function copyright() {
  const indented = read('LICENSE')
    .toString()
    .trim()
    .split('\n')
    .map((line) => ` ${line.trim() === '' ? '.' : line}`);
  return `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: ${NAME}
Source: ${HOMEPAGE.replace(/#.*$/, '')}

Files: *
Copyright: see the licence
License: MIT
${indented.join('\n')}`;
}

function changelog() {
  const date = TIME.toUTCString().replace('GMT', '+0000');
  return `${NAME} (${RELEASE}) unstable; urgency=low

  * Of release ${VERSION}: see changelog.gz.

 -- ${MAINTAINER}  ${date}
`;
}
