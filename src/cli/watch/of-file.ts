/** A watch file of a call, and all that is wrong with it at once. */
import { LogscanError } from '../../model/errors.js';
import type { Plan } from '../../pipeline.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { loadWatchFile, type WatchFile, WrongWatchFile } from '../../settings/watch/watch-file.js';
import { WrongLayers } from '../../settings/wrong-layers.js';
import { everyMistake } from '../every-mistake.js';

interface Decided {
  readonly plan: Plan;
  readonly settings: { readonly keep: number };
}

/** @throws LogscanError `usage` for a file that cannot be read */
export async function readOfFile(path: string, typed: RawOptions) {
  const { file, error } = await readFile(path);
  const raw = typed.withLayers([file.layer], file.inputs);
  /** @throws LogscanError `usage` for all that is wrong with the file */
  const decided = async <D extends Decided>(decide: (raw: RawOptions) => Promise<D>): Promise<D> => {
    const decideAll = async (raw: RawOptions) => {
      const made = await decide(raw);
      holdAlerts(file, raw, made);
      return made;
    };
    try {
      if (error !== null) throw new WrongLayers(error.mistakes, [file.layer]);
      return await decideAll(raw);
    } catch (wrong) {
      if (!(wrong instanceof LogscanError) || wrong.code !== 'usage') throw wrong;
      throw await everyMistake(wrong, raw, decideAll);
    }
  };
  return { file, error, raw, decided };
}

async function readFile(path: string): Promise<{ readonly file: WatchFile; readonly error: WrongWatchFile | null }> {
  try {
    return { file: await loadWatchFile(path), error: null };
  } catch (error) {
    if (!(error instanceof WrongWatchFile)) throw error;
    return { file: error.rest, error };
  }
}

function holdAlerts(file: WatchFile, raw: RawOptions, { plan, settings }: Decided): void {
  // Where what the file says of its keys is wrong, it is left out here.
  const isUnknown = file.isGrouped && raw.values('by').length === 0;
  file.alerts(plan.catalogue, { groupKeys: isUnknown ? null : plan.groupKeys, keep: settings.keep });
}
