/** A watch that is to run by itself. */
export interface Service {
  /** The interpreter, the script and its arguments. */
  readonly call: readonly string[];
  /** Absolute: paths in the arguments are relative to it. */
  readonly folder: string;
  /** Letters, digits and hyphens. */
  readonly name: string;
  /** As whom it runs on Windows, as `DOMAIN\\user`; null: as the system itself. */
  readonly user: string | null;
  /** Whether the watch file can be read anew while it runs. */
  readonly hasFile: boolean;
}
