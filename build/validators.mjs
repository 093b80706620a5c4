/**
 * A plugin, for rolldown and for Vitest, that puts code made by Ajv in the place of `src/settings/config/validators.ts`: functions
 * that hold a value to a schema. Made when it was needed, such code took 70 ms of every run with a configuration file.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

const PLACE = /src[\\/]settings[\\/]config[\\/]validators\.ts$/;

/** By the name that its function is exported under. Schemas refer to definitions of those before them. */
const SCHEMAS = {
  config: '../src/settings/config/schema.json',
  job: '../src/settings/job/schema.json',
  watch: '../src/settings/watch/schema.json',
};

export const validators = {
  name: 'validators',
  load(id) {
    if (!PLACE.test(id)) return null;
    const files = Object.values(SCHEMAS).map((path) => fileURLToPath(new URL(path, import.meta.url)));
    for (const file of files) this.addWatchFile(file);
    return { code: codeFor(files.map(readSchema)), moduleType: 'js' };
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
function codeFor(schemas) {
  const ajv = new Ajv({
    schemas,
    code: { source: true, esm: true },
    allErrors: true,
    // Each error with its schema and the value, which messages show.
    verbose: true,
    allowUnionTypes: true,
  });
  return standalone.default(ajv, Object.fromEntries(Object.keys(SCHEMAS).map((name, i) => [name, schemas[i].$id])));
}
