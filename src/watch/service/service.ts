/** A watch that is to run by itself. */
export interface Service {
  /** The interpreter, the script and its arguments. */
  readonly call: readonly string[];
  /** Absolute: paths in the arguments are relative to it. */
  readonly folder: string;
  /** Letters, digits and hyphens. */
  readonly name: string;
  /** Whether the watch file can be read anew while it runs. */
  readonly hasFile: boolean;
}
