import { expect, test } from 'vitest';
import { SEVERITIES } from '../../src/model/code.js';
import { SEVERITY_MARKS, styler } from '../../src/report/style.js';
import { width } from '../../src/text/terminal.js';

test('without colour nothing is added', () => {
  expect(styler(false)('critical', 'text')).toBe('text');
});

test('with colour the text is wrapped in the style and its end', () => {
  const style = styler(true);
  expect(style('bold', 'text')).toBe('\x1b[1mtext\x1b[22m');
  expect(style('error', '')).toBe('');
  const styled = SEVERITIES.map((severity) => style(severity, 'x'));
  expect(new Set(styled).size).toBe(SEVERITIES.length);
});

test('severities are told apart without colour, in one column', () => {
  const marks = SEVERITIES.map((severity) => SEVERITY_MARKS[severity]);
  expect(new Set(marks).size).toBe(SEVERITIES.length);
  expect(marks.map(width)).toEqual(SEVERITIES.map(() => 1));
});
