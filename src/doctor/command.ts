/** Commands that the user is told to run, quoted for a shell. */

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
  return words.map(shellWord).join(' ');
}

/** Options for use within a sentence, quoted for a shell. */
export function commandWords(options: readonly GivenOption[]): string {
  return optionWords(options).map(shellWord).join(' ');
}

function optionWords(options: readonly GivenOption[]): string[] {
  return options.flatMap(([name, value]) => {
    if (value === null) return [`--${name}`];
    return value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
  });
}

/** A word as POSIX shells read it; with control characters in the `$'…'` form of bash, zsh and ksh. */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (/[^\P{C}\u200c\u200d]|[\u2028\u2029]/u.test(text)) {
    const escaped = [...Buffer.from(text, 'utf8')].map((byte) =>
      byte < 32 || byte > 126
        ? `\\x${byte.toString(16).padStart(2, '0')}`
        : byte === 39 || byte === 92
          ? `\\${String.fromCharCode(byte)}`
          : String.fromCharCode(byte),
    );
    return `$'${escaped.join('')}'`;
  }
  return `'${text.replaceAll("'", "'\\''")}'`;
}
