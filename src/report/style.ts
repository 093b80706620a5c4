/** Terminal styles by meaning. Colour is never the only cue: the severity's word or mark is always beside it. */
import type { Severity } from '../model/code.js';

/** SGR parameters (ECMA-48) that switch each style on and off. The sixteen basic colours follow the reader's theme. */
const STYLES = {
  bold: ['1', '22'],
  dim: ['2', '22'],
  underline: ['4', '24'],
  ok: ['32', '39'],
  notice: ['36', '39'],
  warning: ['33', '39'],
  error: ['31', '39'],
  critical: ['1;97;41', '22;39;49'],
} as const satisfies Record<Severity | 'bold' | 'dim' | 'underline', readonly [string, string]>;

/** A severity is a style of the same name. */
export type Style = keyof typeof STYLES;
export type Styler = (style: Style, text: string) => string;

/** Marks, one column wide, that distinguish severities without colour. */
export const SEVERITY_MARKS: Readonly<Record<Severity, string>> = {
  ok: '✓',
  notice: '·',
  warning: '!',
  error: '✗',
  critical: '■',
};

/** Without colour the text is returned unchanged. Style last: text is measured and cut before it is styled. */
export function styler(color: boolean): Styler {
  if (!color) return (_style, text) => text;
  return (style, text) => {
    if (text === '') return '';
    const [on, off] = STYLES[style];
    return `\x1b[${on}m${text}\x1b[${off}m`;
  };
}

/** The style for more than a word, such as a bar or a line: the white on red of `critical` would be too much there. */
export function wideStyle<S extends Style>(style: S): Exclude<S, 'critical'> | 'error' {
  return style === 'critical' ? 'error' : (style as Exclude<S, 'critical'>);
}
