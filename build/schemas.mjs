/**
 * The schemas that the package exports, by the name that they have there (`dist/NAME.schema.json`). In `src` they share
 * definitions by the `$id` of another one (`ptk-logscan-common#/definitions/code`), which nobody outside can follow: each
 * is published with what it refers to among its own definitions.
 */
import { readFileSync } from 'node:fs';

/** What only others refer to. */
export const COMMON = 'src/schemas/common.json';

/** Of files that people write, and of documents that the program writes. */
export const SCHEMAS = {
  ...Object.fromEntries(['config', 'job', 'watch', 'plan', 'partial'].map((name) => [name, settings(name)])),
  ...Object.fromEntries(
    ['event', 'window', 'summary', 'report', 'check', 'status', 'notification', 'codes', 'doctor', 'line'].map(
      (name) => [name, `src/schemas/${name}.json`],
    ),
  ),
};

function settings(name) {
  return `src/settings/${name}/schema.json`;
}

export function readSchema(path) {
  return JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));
}

/** @returns a schema that refers to nothing outside of it */
export function publishedSchema(name) {
  const byId = new Map([COMMON, ...Object.values(SCHEMAS)].map(readSchema).map((schema) => [schema.$id, schema]));
  const own = readSchema(SCHEMAS[name]);
  const { $schema, $id, title, description, definitions = {}, ...rest } = own;
  const head = { $schema, $id, title, description };
  const made = new Map();

  /** With its references changed to what is among the definitions, which are added where they are not there. */
  const copy = (value, id) => {
    if (Array.isArray(value)) return value.map((each) => copy(each, id));
    if (typeof value !== 'object' || value === null) return value;
    if (typeof value.$ref === 'string') return referring(value, id);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copy(each, id)]));
  };
  const referring = ({ $ref, ...more }, id) => {
    const [there, pointer] = $ref.split('#');
    const target = there || id;
    if (target === own.$id) return { $ref: `#${pointer}`, ...more };
    const steps = pointer.split('/').slice(1);
    const found = embedded(byId.get(target), steps, $ref);
    // A property of another schema is copied to where it stands: it has no name that would say what it is.
    if (steps.at(-2) === 'properties') return { ...copy(found, target), ...more };
    const place = steps.at(-1) ?? target.replace(/^ptk-logscan-/, '');
    const of = `${target}#${pointer}`;
    if (Object.hasOwn(definitions, place) || (made.get(place)?.of ?? of) !== of) {
      throw new Error(`${$ref}, in the schema of ${name}: expected a name that nothing else in it has; got ${place}`);
    }
    if (!made.has(place)) {
      made.set(place, { of });
      made.get(place).schema = copy(found, target);
    }
    return { $ref: `#/definitions/${place}`, ...more };
  };

  const body = copy(rest, own.$id);
  const ownDefinitions = copy(definitions, own.$id);
  const added = Object.fromEntries([...made].map(([place, { schema }]) => [place, schema]));
  const all = { ...ownDefinitions, ...added };
  return { ...head, ...body, ...(Object.keys(all).length === 0 ? {} : { definitions: all }) };
}

/** What a reference leads to; of a whole file without what only a file has. */
function embedded(schema, steps, ref) {
  const found = steps.reduce((value, step) => value?.[step], schema);
  if (found === undefined) throw new Error(`${ref}: expected a definition of a schema in src; got none`);
  if (steps.length > 0) return found;
  const { $schema, $id, definitions, ...body } = found;
  return body;
}
