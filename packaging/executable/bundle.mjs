/** The program as two scripts, for one file: what starts, and what its threads run. */
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { prepared } from '../../build/prepared.mjs';
import { validators } from '../../build/validators.mjs';
import { commandLine } from '../../rolldown.config.mjs';
import { ROOT } from '../forms.mjs';

const HERE = join(ROOT, 'packaging/executable');

/** What the program reads from files beside it is in the file itself. */
const REPLACED = {
  'src/kernel/load.ts': 'kernel-asset.ts',
  'src/workers/worker-script.ts': 'worker-asset.ts',
};

const assets = {
  name: 'assets',
  async resolveId(id, importer, options) {
    const found = await this.resolve(id, importer, { ...options, skipSelf: true });
    const replaced = Object.keys(REPLACED).find((path) => found?.id === join(ROOT, path));
    return replaced === undefined ? found : join(HERE, REPLACED[replaced]);
  },
};

/**
 * A script in such a file can require nothing but what is in Node: what is left outside (DuckDB, OpenTelemetry) is looked for
 * in a `node_modules` beside the file, or above it.
 */
const REQUIRE = 'require = require("node:module").createRequire(process.execPath);';

/** @returns the scripts' text */
export async function bundleExecutable() {
  return { main: await bundle('main.ts', REQUIRE), worker: await bundle('worker.ts', '') };
}

async function bundle(entry, intro) {
  const { input, output, preserveEntrySignatures, plugins, external, ...options } = commandLine;
  const made = await rolldown({
    ...options,
    external: external.filter((each) => each !== 'nodemailer'),
    plugins: [assets, prepared, validators],
    input: join(HERE, entry),
  });
  const { minify, dynamicImportInCjs } = output;
  // Also what is imported on demand is required: an `import()` would look for it elsewhere.
  const { output: chunks } = await made.generate({
    ...{ format: 'cjs', codeSplitting: false, dynamicImportInCjs, minify, intro },
  });
  await made.close();
  return chunks[0].code;
}
