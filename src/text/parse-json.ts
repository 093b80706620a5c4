/** Parses JSON that users write. An error names line and column, and what was expected there. */
import { usageError } from '../model/errors.js';

/**
 * @param name of the text in errors: its file name
 * @throws LogscanError `usage`, such as `codes.json: line 3, column 14: not valid JSON: expected "," or "}"; got "x"`
 */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { offset, expected } = firstMistake(text);
    const before = text.slice(0, offset).split('\n');
    const column = before.at(-1)!.length + 1;
    const found =
      offset >= text.length ? 'the end of the file' : JSON.stringify(String.fromCodePoint(text.codePointAt(offset)!));
    throw usageError(
      `${name}: line ${before.length}, column ${column}: not valid JSON: expected ${expected}; got ${found}`,
    );
  }
}

const SPACE = /[ \t\n\r]*/y;
/** Sticky, for the token at one position: a string without its closing quote, or a number or literal. */
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/**
 * The position of the first syntax error (RFC 8259), and what is allowed there. The message of `JSON.parse` is not enough:
 * Node 20 leaves the position out for some errors.
 */
function firstMistake(text: string): { offset: number; expected: string } {
  const open: ('{' | '[')[] = [];
  let expecting: 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma' = 'value';
  let at = 0;
  for (;;) {
    at = skip(SPACE, text, at);
    const char = text[at];
    const inside = open.at(-1);
    if (expecting === 'comma') {
      if (inside === undefined) return { offset: at, expected: 'nothing more' };
      const close = inside === '{' ? '}' : ']';
      if (char === close) open.pop();
      else if (char === ',') expecting = inside === '{' ? 'key' : 'value';
      else return { offset: at, expected: `"," or "${close}"` };
      at++;
    } else if (expecting === 'colon') {
      if (char !== ':') return { offset: at, expected: '":"' };
      expecting = 'value';
      at++;
    } else if ((expecting === 'key or }' && char === '}') || (expecting === 'value or ]' && char === ']')) {
      open.pop();
      expecting = 'comma';
      at++;
    } else if (char === '"') {
      at = skip(STRING, text, at);
      if (text[at] !== '"') return { offset: at, expected: 'the rest of a string, or its closing quote' };
      expecting = expecting.startsWith('key') ? 'colon' : 'comma';
      at++;
    } else if (expecting.startsWith('key')) {
      return { offset: at, expected: expecting === 'key' ? 'a key in double quotes' : 'a key in double quotes or "}"' };
    } else if (char === '{' || char === '[') {
      open.push(char);
      expecting = char === '{' ? 'key or }' : 'value or ]';
      at++;
    } else {
      const end = skip(SCALAR, text, at);
      if (end === at) return { offset: at, expected: expecting === 'value' ? 'a value' : 'a value or "]"' };
      expecting = 'comma';
      at = end;
    }
  }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
