/** Whether a text is JSON, without making anything of it. */

const BLANKS = '[ \\t\\n\\r]*';
const CHARACTERS = '[^"\\\\\\0-\\x1f]*';
const STRING = `"${CHARACTERS}(?:\\\\(?:["\\\\/bfnrt]|u[0-9a-fA-F]{4})${CHARACTERS})*"`;
const NUMBER = '-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?';

const VALUE = new RegExp(`${BLANKS}(?:([{[])|${STRING}|${NUMBER}|true|false|null)`, 'y');
const KEY = new RegExp(`${BLANKS}${STRING}${BLANKS}:`, 'y');
const NEXT = new RegExp(`${BLANKS}([,\\]}])`, 'y');
const END = new RegExp(`${BLANKS}$`, 'y');

/** Answers as `JSON.parse` does, which takes an error for its no: as long as ten lines, and it keeps the text. */
export function isJson(text: string): boolean {
  /** What closes the objects and arrays around. */
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
    // Behind a value, and behind whatever ends with it.
    while (true) {
      if (open.length === 0) return read(END) !== null;
      const next = read(NEXT)?.[1];
      if (next === ',') break;
      if (next === undefined || next !== open.pop()) return false;
    }
    if (open.at(-1) === '}' && read(KEY) === null) return false;
  }
}
