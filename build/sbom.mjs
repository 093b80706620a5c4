/**
 * The list of materials in the form of CycloneDX: npm's own, of what is locked, without what only the development of the
 * program needs. The packages in the bundles are installed for development alone, but are in the program: they stay.
 */
import { spawnSync } from 'node:child_process';

const DEVELOPMENT = 'cdx:npm:package:development';
const BUNDLED = 'cdx:npm:package:bundled';

/** @param bundled `name` and `version` of the packages in the bundles; returns the document */
export function sbomOf(root, bundled) {
  const { metadata, components, dependencies, ...head } = JSON.parse(npmSbom(root));
  // A number that is drawn anew each time, and the time: the same sources give the same bytes.
  delete head.serialNumber;
  delete metadata.timestamp;
  // The folder's name otherwise.
  metadata.component.name = metadata.component['bom-ref'].replace(/@[^@]*$/, '');

  const isBundled = new Set(bundled.map(({ name, version }) => `${name}@${version}`));
  const isDevelopment = ({ properties }) => properties.some(({ name }) => name === DEVELOPMENT);
  const kept = components
    .filter((each) => !isDevelopment(each) || isBundled.has(`${each.name}@${each.version}`))
    .map((each) => (isDevelopment(each) ? { ...each, properties: [{ name: BUNDLED, value: 'true' }] } : each));
  const lost = [...isBundled].filter((ref) => !kept.some(({ name, version }) => `${name}@${version}` === ref));
  if (lost.length > 0)
    throw new Error(`package-lock.json: expected ${lost.join(', ')}, which are bundled; got no such`);

  const refs = new Set([metadata.component, ...kept].map((each) => each['bom-ref']));
  const graph = dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) }));
  return { ...head, metadata, components: kept, dependencies: graph };
}

function npmSbom(root) {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
  // npm says to its scripts where it is; without it Windows finds its batch file by a shell alone.
  const npm = process.env.npm_execpath;
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26, shell: !npm && process.platform === 'win32' };
  const run = npm ? spawnSync(process.execPath, [npm, ...args], options) : spawnSync('npm', args, options);
  if (run.status !== 0) throw new Error(`npm sbom: ${run.error?.message ?? run.stderr}`);
  return run.stdout;
}
