/**
 * A plugin, for rolldown and for Vitest, that puts code made by Ajv in the place of `validators.ts` of some folders: functions that
 * hold a value to a schema. Made when it was needed, such code took 70 ms of every run with a configuration file.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

/**
 * The files that it replaces, by their place in `src/settings`: of each the schemas, by the name that their functions are
 * exported under. Schemas refer to definitions of those before them.
 */
const PLACES = [
  {
    place: /src[\\/]settings[\\/]config[\\/]validators\.ts$/,
    schemas: { config: 'config/schema.json', job: 'job/schema.json', watch: 'watch/schema.json' },
  },
  {
    place: /src[\\/]settings[\\/]partial[\\/]validators\.ts$/,
    schemas: { partial: 'partial/schema.json', plan: 'plan/schema.json' },
  },
];

export const validators = {
  name: 'validators',
  load(id) {
    const found = PLACES.find(({ place }) => place.test(id));
    if (found === undefined) return null;
    const files = Object.values(found.schemas).map((path) =>
      fileURLToPath(new URL(`../src/settings/${path}`, import.meta.url)),
    );
    for (const file of files) this.addWatchFile(file);
    return { code: codeFor(Object.keys(found.schemas), files.map(readSchema)), moduleType: 'js' };
  },
};

function readSchema(file) {
  return JSON.parse(readFileSync(file, 'utf8'), (key, value) => (isForEditors(key, value) ? undefined : value));
}

/** What only people read of a schema. A property may have such a name too, but is no text. */
function isForEditors(key, value) {
  return (key === 'description' && typeof value === 'string') || (key === 'examples' && Array.isArray(value));
}

/** What it requires of Ajv, a small function, is put in with it where it is bundled. */
function codeFor(names, schemas) {
  const ajv = new Ajv({
    schemas,
    code: { source: true, esm: true },
    allErrors: true,
    // Each error with its schema and the value, which messages show.
    verbose: true,
    allowUnionTypes: true,
  });
  return standalone.default(ajv, Object.fromEntries(names.map((name, i) => [name, schemas[i].$id])));
}
