/** Checks whether a text is JSON without parsing it to values. */

const BLANKS = '[ \\t\\n\\r]*';
const CHARACTERS = '[^"\\\\\\0-\\x1f]*';
const STRING = `"${CHARACTERS}(?:\\\\(?:["\\\\/bfnrt]|u[0-9a-fA-F]{4})${CHARACTERS})*"`;
const NUMBER = '-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?';

const VALUE = new RegExp(`${BLANKS}(?:([{[])|${STRING}|${NUMBER}|true|false|null)`, 'y');
const KEY = new RegExp(`${BLANKS}${STRING}${BLANKS}:`, 'y');
const NEXT = new RegExp(`${BLANKS}([,\\]}])`, 'y');
const END = new RegExp(`${BLANKS}$`, 'y');

/**
 * Whether `JSON.parse` would accept the text. For a text that is no JSON, `JSON.parse` makes an error, which takes as long
 * as parsing ten lines and keeps the text in memory.
 */
export function isJson(text: string): boolean {
  /** The closing brackets of the open objects and arrays. */
  const open: string[] = [];
  let at = 0;
  const read = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  while (true) {
    const value = read(VALUE);
    if (value === null) return false;
    if (value[1] !== undefined) {
      const close = value[1] === '{' ? '}' : ']';
      open.push(close);
      const before = at;
      if (read(NEXT)?.[1] !== close) {
        at = before;
        if (close === '}' && read(KEY) === null) return false;
        continue;
      }
      open.pop();
    }
    // After a value: close the objects and arrays that end with it.
    while (true) {
      if (open.length === 0) return read(END) !== null;
      const next = read(NEXT)?.[1];
      if (next === ',') break;
      if (next === undefined || next !== open.pop()) return false;
    }
    if (open.at(-1) === '}' && read(KEY) === null) return false;
  }
}
