/** The command that a user is told to run, so that a shell takes it as it is meant. */

/** An option with its value, without the leading `--`. */
export type GivenOption = readonly [name: string, value: string];

export function commandOf(
  options: readonly GivenOption[],
  switches: readonly string[],
  operands: readonly string[],
): string {
  const words = [
    'ptk-logscan',
    ...options.flatMap(([name, value]) => (value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value])),
    ...switches.map((name) => `--${name}`),
    ...(operands.some((operand) => operand.startsWith('-') && operand !== '-') ? ['--'] : []),
    ...operands,
  ];
  return words.map(shellWord).join(' ');
}

/** A word as POSIX shells read it; one with control characters in the `$'…'` form of bash, zsh and ksh. */
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
