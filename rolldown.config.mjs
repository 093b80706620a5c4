/**
 * How the built package is put together: the library as ES modules, and the command line as CommonJS, which Node starts
 * some milliseconds sooner and V8's code cache can be used with (`src/boot/load.ts`). What a plain `ptk-logscan
 * callback.log` needs is in few files, because each one more costs about a millisecond at every start; everything else is
 * loaded when it is asked for.
 */
import { defineConfig, rolldown } from 'rolldown';

/** Loaded on demand: commands, renderers and readers that most runs do without, and the packages that they need. */
const ON_DEMAND =
  /src\/(boot|text\/(text-file|parse-json|quoted)|cli\/(main|parse|summary\/compare|check|report|history|commands\/(?!scan\b))|stats|aggregate\/(compare|recent|evidence|locations)|report\/(?!table|rows|timeline|bars|style|advice|options|index|change)|report\/json|sources\/(?!open|inputs|identity|file-position|format|read-twice|beginning)|scan\/(?!scanner|source-head|times|range|enrich|find-header)|time\/(strptime|period|cron)|workers\/(thread|pool|worker|tiering)|catalogue\/load|check|settings\/(config\/(?!find)|job|gate|duration)|history|job|doctor|reference\/(?!header|words|timestamps\/(json-start|time-name))|library)/;

/** Reading and counting: what threads do. */
const ENGINE =
  /src\/(aggregate\/(tally|by-code|cells|groups|undated-counts|outside)|reference\/(header|words|timestamps\/(json-start|time-name))|(model|kernel|scan|time|workers|sources)\/|text\/span)/;

/** What `boot` loads by name. */
const FIRST = ['rolldown-runtime', 'engine', 'core'];

/** Puts the values of `src/kernel/prepared.ts` in its place. */
const prepared = {
  name: 'prepared',
  async load(id) {
    if (!/src[\\/]kernel[\\/]prepared\.ts$/.test(id)) return null;
    const bundle = await rolldown({ input: id, platform: 'node' });
    const { output } = await bundle.generate({ format: 'esm' });
    await bundle.close();
    const values = await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
    const lines = Object.entries(values).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
    return { code: lines.join('\n'), moduleType: 'js' };
  },
};

const COMMON = {
  platform: 'node',
  external: [/^@duckdb\//, 'nodemailer'],
  // Small files that load one more are better than one large one that everybody loads.
  checks: { ineffectiveDynamicImport: false },
};
const MINIFY = { compress: true, mangle: false, codegen: { removeWhitespace: true } };

const library = {
  ...COMMON,
  plugins: [prepared],
  input: { index: 'src/index.ts' },
  output: {
    dir: 'dist',
    cleanDir: false,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    minify: MINIFY,
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

const commandLine = {
  ...COMMON,
  plugins: [prepared, ascii],
  input: { main: 'src/cli/main.ts', thread: 'src/workers/thread.ts' },
  preserveEntrySignatures: 'allow-extension',
  resolve: { alias: { 'string-width': new URL('./src/cli/string-width.ts', import.meta.url).pathname } },
  // Of yargs, for configuration files in packages, which it is not asked to read.
  transform: { define: { 'import.meta.resolve': 'undefined' } },
  output: {
    dir: 'dist/cli',
    cleanDir: false,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    // What boot compiles is told of no way to import; the packages left outside can all be required.
    dynamicImportInCjs: false,
    chunkFileNames: ({ name }) => (FIRST.includes(name) ? '[name].cjs' : '[name]-[hash].cjs'),
    minify: MINIFY,
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
};

/** Each on its own, in one file: they load the rest. */
const boot = ['start', 'worker'].map((name) => ({
  ...COMMON,
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
