/**
 * Functions that hold a value to the schema of each kind of file. Ajv makes them from the schemas when the package is built
 * or tested: `build/validators.mjs` puts them in the place of this file.
 */

export interface Validator {
  (value: unknown): boolean;
  /** What was wrong with the last value. */
  readonly errors?: readonly SchemaError[] | null;
}

/** As Ajv has it. */
export interface SchemaError {
  /** `/check/rules/1`, with `~1` for a slash and `~0` for a tilde. */
  readonly instancePath: string;
  /** The keyword of the schema that is not met, its value, and the schema that it stands in. */
  readonly keyword: string;
  readonly schema: unknown;
  readonly parentSchema: object;
  /** Further details; which ones depends on the keyword. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The value. */
  readonly data: unknown;
}

/** Of `schema.json` beside this file. */
export declare const config: Validator;
/** Of `src/settings/job/schema.json`. */
export declare const job: Validator;
/** Of `src/settings/watch/schema.json`. */
export declare const watch: Validator;
