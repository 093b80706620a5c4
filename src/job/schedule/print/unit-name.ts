import { basename } from 'node:path';

/** A job file's name as part of a unit's name: `daily` for `ptk-logscan.daily.yaml`; `report` where nothing is left. */
export function unitName(file: string): string {
  return (
    basename(file)
      .replace(/\.(?:ya?ml|json)$/, '')
      .replace(/^ptk-logscan[.-]?/, '')
      .replace(/[^A-Za-z0-9]+/g, '-') || 'report'
  );
}
