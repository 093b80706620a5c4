/**
 * The packages of which code ends up in `dist/`: what their licences ask to be told, and what the list of materials
 * (`build/sbom.mjs`) has as bundled.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import license from 'rollup-plugin-license';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

const OWN = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).name;

/** A package with another one ends the build: somebody has to read it first. */
const LICENCES = '(MIT OR ISC OR 0BSD OR BSD-2-Clause OR BSD-3-Clause OR Apache-2.0)';

/** What no bundle tells: their standard library and their runtime are in the kernel, and in the bundles. */
const UNSEEN = ['assemblyscript', 'rolldown'];

/** By `name@version`. */
const found = new Map();

/** A plugin for one bundle, which notes the packages of the modules that are left in it. */
export function noteBundled() {
  return license({
    cwd: ROOT,
    thirdParty: {
      multipleVersions: true,
      allow: { test: LICENCES, failOnUnlicensed: true, failOnViolation: true },
      output: (packages) => {
        for (const each of packages) if (each.name !== OWN) found.set(`${each.name}@${each.version}`, each);
      },
    },
  });
}

/** All packages of the bundles that were made, by name: `name`, `version`, `license`, `licenseText`, `noticeText`. */
export function bundledPackages() {
  const unseen = UNSEEN.map((name) => {
    const folder = join(ROOT, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const [licenseText, noticeText] = ['LICENSE', 'NOTICE'].map((file) => textOf(join(folder, file)));
    return { name, version, license, licenseText, noticeText };
  });
  return [...found.values(), ...unseen].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function textOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** The text that goes with the program. */
export function noticesOf(packages) {
  const silent = packages.filter(({ licenseText }) => !licenseText);
  if (silent.length > 0) {
    throw new Error(`${silent.map(({ name }) => name).join(', ')}: expected the text of its licence; got none`);
  }
  const texts = packages.map(({ name, version, license, licenseText, noticeText }) =>
    [`${name} ${version} (${license})`, licenseText.trim(), ...(noticeText ? [noticeText.trim()] : [])].join('\n\n'),
  );
  const line = `\n\n${'-'.repeat(80)}\n\n`;
  return `ptk-logscan has code of these packages in it, under their own licences.${line}${texts.join(line)}\n`.replaceAll(
    '\r\n',
    '\n',
  );
}
