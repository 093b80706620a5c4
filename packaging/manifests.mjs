/**
 * What other places need to give the program on: manifests for winget and scoop, and a Dockerfile. They name the files of a
 * release, and hold them to their checksums.
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOMEPAGE, NAME, OUT, ROOT, VERSION } from './forms.mjs';

const ADDRESS = HOMEPAGE.replace(/#.*$/, '');
const PUBLISHER = NAME;
const SUMMARY = 'Finds the status codes of a callback platform in its logs and counts them';
const WINGET_SCHEMA = '1.6.0';

/** @param sums SHA-256 of the files of the release, by name; those for which a file was not made are left out */
export function writeManifests(sums) {
  const zip = `${NAME}-${VERSION}-win-x64.zip`;
  const executable = `${NAME}-${VERSION}-win-x64.exe`;
  if (sums.has(zip)) write('scoop', `${NAME}.json`, `${JSON.stringify(scoop(zip, sums.get(zip)), null, 4)}\n`);
  if (sums.has(executable)) {
    for (const [file, text] of Object.entries(winget(executable, sums.get(executable)))) write('winget', file, text);
  }
  const tar = `${NAME}-${VERSION}-linux-x64.tar.gz`;
  if (sums.has(tar)) {
    copyFileSync(join(ROOT, 'packaging/Dockerfile'), join(OUT, 'Dockerfile'));
  }
}

function write(folder, name, text) {
  mkdirSync(join(OUT, folder), { recursive: true });
  writeFileSync(join(OUT, folder, name), text);
}

function download(file, version = VERSION) {
  return `${ADDRESS}/releases/download/v${version}/${file.replace(VERSION, version)}`;
}

function scoop(file, hash) {
  const folder = file.replace(/\.zip$/, '');
  return {
    version: VERSION,
    description: SUMMARY,
    homepage: ADDRESS,
    license: 'MIT',
    architecture: { '64bit': { url: download(file), hash, extract_dir: folder } },
    bin: `${NAME}.cmd`,
    checkver: 'github',
    autoupdate: {
      architecture: {
        '64bit': { url: download(file, '$version'), extract_dir: folder.replace(VERSION, '$version') },
      },
      hash: { url: `${ADDRESS}/releases/download/v$version/SHA256SUMS` },
    },
  };
}

/** The single executable: a command of winget's is a link to one `.exe`. */
function winget(file, hash) {
  const id = `${PUBLISHER}.${NAME}`;
  const document = (type, fields) =>
    Object.entries({
      PackageIdentifier: id,
      PackageVersion: VERSION,
      ...fields,
      ManifestType: type,
      ManifestVersion: WINGET_SCHEMA,
    })
      .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : `\n${value.join('\n')}`}\n`)
      .join('')
      .replaceAll(': \n', ':\n');
  return {
    [`${id}.yaml`]: document('version', { DefaultLocale: 'en-US' }),
    [`${id}.installer.yaml`]: document('installer', {
      InstallerType: 'portable',
      Commands: [`- ${NAME}`],
      Installers: [
        '- Architecture: x64',
        `  InstallerUrl: ${download(file)}`,
        `  InstallerSha256: ${hash.toUpperCase()}`,
      ],
    }),
    [`${id}.locale.en-US.yaml`]: document('defaultLocale', {
      PackageLocale: 'en-US',
      Publisher: PUBLISHER,
      PackageName: NAME,
      PackageUrl: ADDRESS,
      License: 'MIT',
      ShortDescription: SUMMARY,
    }),
  };
}
