/**
 * How the built package is put together: the library as ES modules, and the command line as CommonJS, which Node starts
 * some milliseconds sooner and V8's code cache can be used with (`src/boot/load.ts`). What a plain start loads is decided
 * in `build/chunks.mjs`; everything else is loaded when it is asked for.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'rolldown';
import { noteBundled } from './build/bundled.mjs';
import { ENTRIES, libraryChunks, NAMED, startChunks } from './build/chunks.mjs';
import { prepared } from './build/prepared.mjs';
import { validators } from './build/validators.mjs';

const COMMON = {
  platform: 'node',
  // Of DuckDB the database itself stays outside; its hundred small files around that are one in the bundle, which loads
  // 70 ms sooner. OpenTelemetry is there only where somebody has installed it.
  external: [/^@duckdb\/node-bindings/, /^@opentelemetry\//, 'nodemailer'],
  // Small files that load one more are better than one large one that everybody loads.
  checks: { ineffectiveDynamicImport: false, bundlerTimings: false },
};
const MINIFY = { compress: true, mangle: false, codegen: { removeWhitespace: true } };

const library = {
  ...COMMON,
  plugins: [prepared, validators, noteBundled()],
  input: { index: 'src/index.ts' },
  output: {
    dir: 'dist',
    cleanDir: false,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    minify: MINIFY,
    codeSplitting: libraryChunks(),
    // For whoever steps into it. Those of the command line would be 6 MB, as much as all the rest of the package.
    sourcemap: true,
  },
};

/** In ASCII alone: V8 keeps such code in half the memory, and reads it without decoding. Signs stand in strings and patterns only. */
const ascii = {
  name: 'ascii',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      chunk.code = chunk.code.replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    }
  },
};

export const commandLine = {
  ...COMMON,
  plugins: [prepared, validators, ascii, noteBundled()],
  input: ENTRIES,
  preserveEntrySignatures: 'allow-extension',
  resolve: { alias: { 'string-width': fileURLToPath(new URL('./src/cli/string-width.ts', import.meta.url)) } },
  // Of yargs, for configuration files in packages, which it is not asked to read.
  transform: { define: { 'import.meta.resolve': 'undefined' } },
  output: {
    dir: 'dist/cli',
    cleanDir: false,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    // What boot compiles is told of no way to import; the packages left outside can all be required.
    dynamicImportInCjs: false,
    chunkFileNames: ({ name }) => (NAMED.includes(name) ? '[name].cjs' : '[name]-[hash].cjs'),
    minify: MINIFY,
    codeSplitting: startChunks(),
  },
};

/** Each on its own, in one file: they load the rest. */
const boot = ['start', 'worker'].map((name) => ({
  ...COMMON,
  plugins: [noteBundled()],
  input: { [name]: `src/boot/${name}.ts` },
  output: {
    dir: 'dist/cli',
    cleanDir: false,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    minify: MINIFY,
  },
}));

export default defineConfig([library, commandLine, ...boot]);
