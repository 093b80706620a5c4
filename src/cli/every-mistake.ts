/**
 * All that is wrong with configuration files, in one error: a call is decided again and again, each time without the settings
 * that were wrong, until nothing of a file is wrong any more. Nothing is read meanwhile but what is decided by.
 */
import { LogscanError } from '../model/errors.js';
import { inOrder, MistakesError, mistakesOf } from '../model/mistakes.js';
import type { Layer, RawOptions } from '../settings/raw-options.js';
import { WrongLayers } from '../settings/wrong-layers.js';

/**
 * @param raw with the layers of the call, or none where these are wrong
 * @param decide throws for the first thing that is wrong
 * @returns the error itself where it is no mistake of a file, or the only one
 */
export async function everyMistake(
  error: LogscanError,
  raw: RawOptions,
  decide: (raw: RawOptions) => Promise<unknown>,
): Promise<LogscanError> {
  const known = error instanceof WrongLayers ? error.layers : null;
  const found = [...mistakesOf(error)];
  let layers = known ?? withoutWrong(raw.layers, found);
  while (layers !== null) {
    const next = await mistakesWith(raw.withLayers(layers), decide);
    // What no file says follows from what was left out, or is told when the files are right.
    layers = withoutWrong(layers, next);
    if (layers !== null) found.push(...next);
  }
  const { mistakes, files } = inOrder(found);
  if (mistakes.length === 1 || files.every((file) => file === '')) return error;
  return new MistakesError(`${files.length === 1 ? `${files[0]}: ` : ''}${mistakes.length} mistakes`, mistakes);
}

async function mistakesWith(
  raw: RawOptions,
  decide: (raw: RawOptions) => Promise<unknown>,
): Promise<readonly LogscanError[]> {
  try {
    await decide(raw);
    return [];
  } catch (error) {
    if (error instanceof LogscanError && error.code === 'usage') return mistakesOf(error);
    throw error;
  }
}

/** The layers without the settings and rules that mistakes begin with; null where there are none such. */
function withoutWrong(layers: readonly Layer[], mistakes: readonly LogscanError[]): readonly Layer[] | null {
  const isWrong = (label: string) => mistakes.some(({ message }) => message.startsWith(`${label}: `));
  let dropped = 0;
  const drop = (label: string) => {
    const wrong = isWrong(label);
    if (wrong) dropped += 1;
    return wrong;
  };
  const left = layers.map((layer): Layer => {
    const wrong = new Set(layer.options.filter((option) => drop(layer.setting(option)?.label ?? '')));
    const entries = (all: Layer['rules']) =>
      all.filter(({ label, fields }) => ![label, ...[...fields.values()].map((field) => field.label)].some(drop));
    return {
      setting: (option) => (wrong.has(option) ? null : layer.setting(option)),
      options: layer.options.filter((option) => !wrong.has(option)),
      rules: entries(layer.rules),
      ignore: entries(layer.ignore ?? []),
    };
  });
  return dropped === 0 ? null : left;
}
