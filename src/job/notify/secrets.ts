/** Secrets come from the environment, and never leave the program: not in messages, not in errors. */
import { Failure } from './retry.js';

export type Env = Readonly<Record<string, string | undefined>>;

/** @throws Failure where the variable is not set */
export function secret(env: Env, variable: string): string {
  const value = env[variable];
  if (value === undefined || value === '') throw new Failure(`the environment variable ${variable} is not set`, false);
  return value;
}

/** Replaces the secrets in a text by `***`. */
export function redacted(text: string, secrets: readonly string[]): string {
  return secrets.reduce((left, value) => (value === '' ? left : left.replaceAll(value, '***')), text);
}
