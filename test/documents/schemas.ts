/** Holds documents to the schemas as they are published, and to the order in which these name their keys. */
import { Ajv, type ValidateFunction } from 'ajv';
import { type JsonSchema, publishedSchema } from '../../build/schemas.mjs';

const schemas = new Map<string, { readonly schema: JsonSchema; readonly isValid: ValidateFunction }>();

function schemaOf(name: string) {
  const known = schemas.get(name);
  if (known !== undefined) return known;
  const schema = publishedSchema(name);
  const made = {
    schema,
    isValid: new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema),
  };
  schemas.set(name, made);
  return made;
}

/** What is wrong with a document: by its schema, or a key that does not stand where the schema has it. Empty: nothing. */
export function faultsOf(document: unknown, name: string): string[] {
  const { schema, isValid } = schemaOf(name);
  if (isValid(document)) return disorder(document, schema, schema, '');
  return isValid.errors!.map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** The schema that a value is under, references followed. Of several it is the one with most of the value's keys. */
function resolved(schema: JsonSchema, whole: JsonSchema, value: object): JsonSchema {
  if (schema.$ref !== undefined) {
    const steps = schema.$ref.slice(2).split('/');
    const found = steps.reduce<unknown>((from, step) => (from as Record<string, unknown>)[step], whole);
    return resolved(found as JsonSchema, whole, value);
  }
  const branches = (schema.anyOf ?? []).map((each) => resolved(each, whole, value));
  const fits = ({ properties = {} }: JsonSchema) =>
    Object.keys(value).filter((key) => Object.hasOwn(properties, key)).length;
  return branches.sort((a, b) => fits(b) - fits(a))[0] ?? schema;
}

function disorder(value: unknown, schema: JsonSchema, whole: JsonSchema, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { properties = {}, items } = resolved(schema, whole, value);
  if (Array.isArray(value)) {
    return items === undefined ? [] : value.flatMap((each, i) => disorder(each, items, whole, `${path}/${i}`));
  }
  const wanted = Object.keys(properties).filter((key) => Object.hasOwn(value, key));
  const got = Object.keys(value).filter((key) => Object.hasOwn(properties, key));
  const faults = String(got) === String(wanted) ? [] : [`${path}: expected the order ${wanted}; got ${got}`];
  const inside = Object.entries(value).flatMap(([key, each]) => {
    const under = properties[key];
    return under === undefined || typeof under === 'boolean' ? [] : disorder(each, under, whole, `${path}/${key}`);
  });
  return [...faults, ...inside];
}
