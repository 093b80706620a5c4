import { createRequire } from 'node:module';

/** The package names itself, so that this holds wherever the built files lie. */
export function version(): string {
  const { version } = createRequire(import.meta.url)('ptk-logscan/package.json') as { version: string };
  return version;
}
