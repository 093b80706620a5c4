/**
 * How the built package is put together. What a plain `ptk-logscan callback.log` needs is one file, because each file
 * more costs about a millisecond at every start; everything else is loaded when it is asked for.
 */
import { defineConfig } from 'rolldown';

/**
 * Loaded on demand: commands, renderers and readers that most runs do without, and the packages that they need. And
 * the program itself, which must not start where a thread or the library loads the rest.
 */
const ON_DEMAND =
  /src\/(index\.ts|cli\/(main|parse|summary\/compare|commands\/(?!scan\b))|aggregate\/(compare|two)|report\/(?!table|text|style|advice|options|index|change)|sources\/(?!open|inputs|format)|scan\/(?!scanner|times|range|enrich)|time\/strptime|workers\/(pool|thread)|catalogue\/load|check|config\/(?!find)|history|job|doctor|reference|library)/;

/** Reading and counting: what threads do. */
const ENGINE = /src\/(aggregate\/(tally|cells|groups|head)|(model|kernel|scan|time|workers|sources)\/)/;

export default defineConfig({
  // Small files that load one more are better than one large one that everybody loads.
  checks: { ineffectiveDynamicImport: false },
  input: { main: 'src/cli/main.ts', index: 'src/index.ts', thread: 'src/workers/thread.ts' },
  platform: 'node',
  external: [/^@duckdb\//, 'nodemailer'],
  resolve: { alias: { 'string-width': new URL('./src/cli/string-width.ts', import.meta.url).pathname } },
  output: {
    dir: 'dist',
    cleanDir: false,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    codeSplitting: {
      // Not what a file in the group needs besides: that may be needed on demand only.
      includeDependenciesRecursively: false,
      groups: [
        // What a worker thread needs, and no more: it starts while the others wait for its help.
        { name: 'engine', priority: 2, test: (id) => ENGINE.test(id) && !ON_DEMAND.test(id) },
        {
          name: 'core',
          priority: 1,
          test: (id) => id.includes('get-east-asian-width') || (id.includes('/src/') && !ON_DEMAND.test(id)),
        },
      ],
    },
  },
});
