/**
 * The marks, bars and lines of texts for people in ASCII, for terminals that know nothing else: each one character for one,
 * so that columns stay. Names and log lines that hold others are left as they are.
 */
const IN_ASCII: Readonly<Record<string, string>> = {
  // Severities.
  '✓': '+',
  '·': '.',
  '✗': 'x',
  '■': '#',
  // Bars, whole and in eighths.
  '█': '#',
  '░': '.',
  '▏': '|',
  '▎': '|',
  '▍': '|',
  '▌': '#',
  '▋': '#',
  '▊': '#',
  '▉': '#',
  // Sparklines, the lowest first.
  '▁': '_',
  '▂': '-',
  '▃': '~',
  '▄': ':',
  '▅': '=',
  '▆': '+',
  '▇': '*',
  // Punctuation.
  '…': '~',
  '–': '-',
  '−': '-',
  '±': '+',
  '≈': '~',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
};
const MARKS = new RegExp(`[${Object.keys(IN_ASCII).join('')}]`, 'g');

export function plainMarks(text: string): string {
  return text.replace(MARKS, (mark) => IN_ASCII[mark]!);
}
