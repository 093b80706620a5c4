/** Commands that the user is told to run. */
import { shellWord } from '../text/shell-word.js';

/** An option with its value, without the leading `--`; null for one that has none. */
export type GivenOption = readonly [name: string, value: string | null];

/** Options that may be given several times, each value adding to those before. */
const LISTS: readonly string[] = ['code-key', 'ignore-key'];

/** The given options together with the advised ones; of an option that counts once, the advised one. */
export function withAdvised(given: readonly GivenOption[], advised: readonly GivenOption[]): GivenOption[] {
  const stays = ([name, value]: GivenOption) =>
    !advised.some(([other, text]) => name === other && (!LISTS.includes(name) || value === text));
  return [...given.filter(stays), ...advised];
}

export function commandOf(
  options: readonly GivenOption[],
  switches: readonly string[],
  operands: readonly string[],
): string {
  const words = [
    'ptk-logscan',
    ...optionWords(options),
    ...switches.map((name) => `--${name}`),
    ...(operands.some((operand) => operand.startsWith('-') && operand !== '-') ? ['--'] : []),
    ...operands,
  ];
  return words.map((word) => shellWord(word)).join(' ');
}

/** Options for use within a sentence, quoted for a shell. */
export function commandWords(options: readonly GivenOption[]): string {
  return optionWords(options)
    .map((word) => shellWord(word))
    .join(' ');
}

function optionWords(options: readonly GivenOption[]): string[] {
  return options.flatMap(([name, value]) => {
    if (value === null) return [`--${name}`];
    return value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
  });
}
