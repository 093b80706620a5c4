/**
 * A plugin, for rolldown and for Vitest, that puts code made by Ajv in the place of `validators.ts` of some folders: functions that
 * hold a value to a schema. Made when it was needed, such code took 70 ms of every run with a configuration file.
 */
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { COMMON, readSchema, SCHEMAS } from './schemas.mjs';

/**
 * The files that it replaces, by their place in `src/settings`: of each the names of its schemas, under which their functions
 * are exported, and the files that these refer to. Schemas refer to definitions of those before them too.
 */
const PLACES = [
  {
    place: /src[\\/]settings[\\/]config[\\/]validators\.ts$/,
    names: ['config', 'job', 'watch'],
    shared: [],
  },
  {
    place: /src[\\/]settings[\\/]partial[\\/]validators\.ts$/,
    names: ['partial', 'plan'],
    shared: [COMMON],
  },
];

export const validators = {
  name: 'validators',
  load(id) {
    const found = PLACES.find(({ place }) => place.test(id));
    if (found === undefined) return null;
    const paths = [...found.shared, ...found.names.map((name) => SCHEMAS[name])];
    for (const path of paths) this.addWatchFile(fileURLToPath(new URL(`../${path}`, import.meta.url)));
    return { code: codeFor(found.names, paths.map(withoutTexts)), moduleType: 'js' };
  },
};

function withoutTexts(path) {
  return JSON.parse(JSON.stringify(readSchema(path), (key, value) => (isForEditors(key, value) ? undefined : value)));
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
  const ids = schemas.slice(-names.length).map(({ $id }) => $id);
  return standalone.default(ajv, Object.fromEntries(names.map((name, i) => [name, ids[i]])));
}
