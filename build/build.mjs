/**
 * Makes `dist/` from `src/` and the kernel, all but the types (`npm run build:js`):
 *
 *     src/**.ts          -> dist/*.js, dist/cli/*.cjs        rolldown.config.mjs
 *     kernel.wasm        -> dist/, dist/cli/                 beside the code that reads it
 *     src/**.json        -> dist/*.schema.json               build/schemas.mjs; the package exports them
 *     worker.cjs         -> dist/                            the library's threads run the command line's script
 *     four of dist/cli/  -> dist/cli/start-files.cjs         build/start-files.mjs
 *     these, engine.cjs, what a job loads -> *.cache         build/code-cache.cjs
 *     the bundled packages -> dist/*NOTICES.txt, *.cdx.json  build/bundled.mjs, build/sbom.mjs
 *
 * It needs Node and the installed packages, and no shell.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import bundles from '../rolldown.config.mjs';
import { bundledPackages, noticesOf } from './bundled.mjs';
import { sbomOf } from './sbom.mjs';
import { publishedSchema, SCHEMAS } from './schemas.mjs';
import { writeStartFiles } from './start-files.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const KERNEL = 'src/kernel/kernel.wasm';

/** What is copied as it is, and where to. */
const COPIES = [
  [KERNEL, 'dist/kernel.wasm'],
  [KERNEL, 'dist/cli/kernel.wasm'],
];

try {
  // The bundles' paths are relative to it.
  process.chdir(ROOT);
  checkKernel();
  removeEarlier();
  await build(bundles.map((bundle) => ({ ...bundle, logLevel: 'warn' })));
  for (const [from, to] of COPIES) copyFileSync(from, to);
  writeStartFiles('dist/cli');
  writeSchemas();
  writeFileSync('dist/worker.cjs', "require('./cli/worker.cjs');\n");
  describeBundled();
  cacheCode();
} catch (error) {
  console.error(`build: ${error.message}`);
  process.exitCode = 1;
}

function checkKernel() {
  if (!existsSync(KERNEL))
    throw new Error(`${KERNEL}: expected the kernel; got no such file. npm run build:kernel makes it`);
}

/** Names in `dist/` have a hash in them: what an earlier build left would stay, and be packed. The types stay. */
function removeEarlier() {
  mkdirSync('dist', { recursive: true });
  const scripts = readdirSync('dist').filter((name) => /\.(js(\.map)?|schema\.json)$/.test(name));
  for (const name of ['cli', ...scripts]) rmSync(join('dist', name), { recursive: true, force: true });
}

function writeSchemas() {
  for (const name of Object.keys(SCHEMAS)) {
    writeFileSync(`dist/${name}.schema.json`, `${JSON.stringify(publishedSchema(name), null, 2)}\n`);
  }
}

function describeBundled() {
  const packages = bundledPackages();
  writeFileSync('dist/THIRD-PARTY-NOTICES.txt', noticesOf(packages));
  writeFileSync('dist/sbom.cdx.json', `${JSON.stringify(sbomOf(ROOT, packages), null, 2)}\n`);
}

function cacheCode() {
  // Not from, nor into, the cache of whoever builds.
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };
  const run = spawnSync(process.execPath, ['build/code-cache.cjs'], { stdio: ['ignore', 'pipe', 'inherit'], env });
  if (run.error) throw run.error;
  if (run.status === 0) return;
  throw new Error(
    `build/code-cache.cjs: expected exit status 0 of the built command line; got ${run.status ?? run.signal}`,
  );
}
