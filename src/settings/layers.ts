/** The configuration files that apply to a call: the project's, then the user's own. */
import type { LogscanError } from '../model/errors.js';
import type { Config } from './config/config.js';
import { findProjectFile, findUserFile } from './config/find.js';
import type { OptionTable } from './option.js';
import type { Layer, RawOptions } from './raw-options.js';

export const CONFIG_OPTION = {
  config: {
    describe: 'file with defaults and rules; by default the nearest ptk-logscan.config.json or .yaml, here or above',
    group: 'Input:',
  },
} as const satisfies OptionTable;

/** What a command takes from configuration files. */
export interface ConfigUse {
  /** Whether `defaults` also apply to how it writes: these options mean something else in other commands. */
  readonly outputDefaults: boolean;
  /** The command's own section, which comes before `defaults`; null: none. */
  readonly section: 'check' | null;
  /** Whether `--config` names a file of the command's own, which has all settings: no others apply then. */
  readonly hasOwnFile?: boolean;
}

/** The options that a command takes from `defaults` only with `outputDefaults`. */
const OUTPUT_OPTIONS: ReadonlySet<string> = new Set(['by', 'max-groups', 'top', 'compare', 'format', 'output']);

/**
 * @param use null: the command takes nothing from configuration files
 * @throws LogscanError `usage` for all that is wrong with a file
 */
export async function layersOf(
  use: ConfigUse | null,
  raw: RawOptions,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Layer[]> {
  if (use === null) return [];
  const given = raw.value('config');
  if (use.hasOwnFile === true && given !== null) return [];
  const project = given === null ? findProjectFile('.') : given.text;
  const user = findUserFile(env);
  if (project === null && user === null) return [];
  // Loaded only here: most calls have no such file.
  const { loadConfig, WrongConfig } = await import('./config/config.js');
  const layers: Layer[] = [];
  const wrong: LogscanError[] = [];
  for (const [path, scope] of [[project, 'project'] as const, [user, 'user'] as const]) {
    if (path === null) continue;
    const config = await loadConfig(path, scope).catch((error: unknown) => {
      if (!(error instanceof WrongConfig)) throw error;
      wrong.push(...error.mistakes);
      return error.rest;
    });
    layers.push(layerOf(use, config));
  }
  if (wrong.length > 0) throw new (await import('./wrong-layers.js')).WrongLayers(wrong, layers);
  return layers;
}

function layerOf({ section, outputDefaults }: ConfigUse, config: Config): Layer {
  const setting: Layer['setting'] = (option) => {
    const own = section === null ? null : config.setting(section, option);
    if (own !== null) return own;
    return !outputDefaults && OUTPUT_OPTIONS.has(option) ? null : config.setting('defaults', option);
  };
  return { setting, options: config.options, rules: config.rules, ignore: config.ignore };
}
