/** The configuration files that stand beneath a call: the project's over the user's own. */
import type { Config } from '../config/config.js';
import { findProjectFile, findUserFile } from '../config/find.js';
import type { CommandName } from './commands.js';
import type { OptionTable } from './option.js';
import type { Layer, Typed } from './typed.js';
import type { World } from './world.js';

export const CONFIG_OPTION: OptionTable = {
  config: {
    describe: 'file with defaults and rules; else the nearest ptk-logscan.config.json or .yaml, here or above',
    group: 'Input:',
  },
};

/** What these mean differs from command to command: a default of `scan` is not one of the others. */
const OF_SCAN_ONLY: ReadonlySet<string> = new Set(['by', 'max-groups', 'top', 'compare', 'format', 'output']);

/** Whose `--config` is a file of another kind, a job, which says everything itself. */
const OF_A_JOB: ReadonlySet<string> = new Set(['report', 'history']);

/** @throws LogscanError `usage` for all that is wrong with a file */
export async function layersOf(name: CommandName, typed: Typed, world: World): Promise<Layer[]> {
  if (OF_A_JOB.has(name)) return [];
  const given = typed.one('config');
  const project = given === null ? findProjectFile('.') : given.text;
  const user = findUserFile(world.env);
  if (project === null && user === null) return [];
  // Loaded only here: most calls have no such file.
  const { loadConfig } = await import('../config/config.js');
  const layers: Layer[] = [];
  if (project !== null) layers.push(layerOf(name, await loadConfig(project, 'project')));
  if (user !== null) layers.push(layerOf(name, await loadConfig(user, 'user')));
  return layers;
}

function layerOf(name: CommandName, config: Config): Layer {
  const setting: Layer['setting'] = (option) => {
    const own = name === 'check' ? config.setting('check', option) : null;
    if (own !== null) return own;
    return name !== 'scan' && OF_SCAN_ONLY.has(option) ? null : config.setting('defaults', option);
  };
  return { setting, rules: config.rules };
}
