/**
 * Reads a large JSON document piece by piece, so that lists in it that nobody needs whole are never in memory. Pieces are
 * told apart by brackets, quotes and commas alone; each is then parsed by itself.
 */

/**
 * What becomes of a member of the document: kept as it is, left out, an object whose members are asked for in their turn,
 * or a list whose items are handed to a function one by one.
 */
export type Treatment = 'keep' | 'skip' | 'open' | ((item: unknown) => void);

const SPACE = /[ \t\n\r]/;
/** What ends a number or a word, and what stands for a bracket or a text within a value. */
const ENDS = /[,\]}\s]/g;
const STOPS = /["{}[\]]/g;
const IN_TEXT = /["\\]/g;

interface Level {
  readonly isList: boolean;
  /** Of an object: the members that are kept. */
  readonly kept: Record<string, unknown>;
  readonly path: string;
  readonly take: (item: unknown) => void;
  /** The name of the member that is read; null: none is. */
  name: string | null;
  expects: 'name' | 'colon' | 'value' | 'comma';
  /** Whether nothing of it was read. */
  isEmpty: boolean;
}

/** @throws SyntaxError where the text is no JSON object */
export class JsonPieces {
  readonly #treat: (path: string) => Treatment;
  readonly #levels: Level[] = [];
  /** The value that is read: its text so far, unless it is left out. */
  #value: {
    parts: string[] | null;
    depth: number;
    inText: boolean;
    escaped: boolean;
    done: (value: unknown) => void;
  } | null = null;
  #root: Record<string, unknown> | null = null;

  /** `treat` is asked for each member by its path, such as `groups.rows`. */
  constructor(treat: (path: string) => Treatment) {
    this.#treat = treat;
  }

  add(text: string): void {
    for (let at = 0; at < text.length; ) at = this.#value === null ? this.#between(text, at) : this.#within(text, at);
  }

  /** The document, without what was left out or handed on. */
  end(): Record<string, unknown> {
    if (this.#root === null || this.#levels.length > 0) throw new SyntaxError('the document ends too early');
    return this.#root;
  }

  /** Reads one sign between values. @returns where to go on */
  #between(text: string, at: number): number {
    const sign = text[at]!;
    if (SPACE.test(sign)) return at + 1;
    const level = this.#levels.at(-1);
    if (level === undefined) {
      if (this.#root !== null || sign !== '{') throw new SyntaxError('expected an object');
      this.#root = {};
      this.#enter(false, '', this.#root, () => {});
      return at + 1;
    }
    if (sign === (level.isList ? ']' : '}') && (level.isEmpty || level.expects === 'comma')) {
      this.#levels.pop();
      return at + 1;
    }
    level.isEmpty = false;
    if (sign === ',' && level.expects === 'comma') {
      level.expects = level.isList ? 'value' : 'name';
      return at + 1;
    }
    if (sign === ':' && level.expects === 'colon') {
      level.expects = 'value';
      return at + 1;
    }
    if (level.expects === 'name' && sign === '"') {
      this.#begin((name) => {
        level.name = name as string;
        level.expects = 'colon';
      }, true);
      return at;
    }
    if (level.expects !== 'value') throw new SyntaxError(`unexpected ${sign}`);
    level.expects = 'comma';
    return this.#beginValue(level, sign, at);
  }

  #beginValue(level: Level, sign: string, at: number): number {
    if (level.isList) {
      this.#begin(level.take, true);
      return at;
    }
    const name = level.name!;
    const path = level.path === '' ? name : `${level.path}.${name}`;
    const treatment = this.#treat(path);
    if (treatment === 'open' && sign === '{') {
      const kept: Record<string, unknown> = {};
      put(level.kept, name, kept);
      this.#enter(false, path, kept, () => {});
      return at + 1;
    }
    if (typeof treatment === 'function' && sign === '[') {
      this.#enter(true, path, {}, treatment);
      return at + 1;
    }
    this.#begin((value) => {
      if (treatment !== 'skip') put(level.kept, name, value);
    }, treatment !== 'skip');
    return at;
  }

  #enter(isList: boolean, path: string, kept: Record<string, unknown>, take: Level['take']): void {
    this.#levels.push({ isList, path, kept, take, name: null, expects: isList ? 'value' : 'name', isEmpty: true });
  }

  #begin(done: (value: unknown) => void, isKept: boolean): void {
    this.#value = { parts: isKept ? [] : null, depth: 0, inText: false, escaped: false, done };
  }

  /** Reads on in a value. @returns where it ends, or the text's end */
  #within(text: string, from: number): number {
    const value = this.#value!;
    let at = from;
    let isOver = false;
    while (at < text.length && !isOver) {
      if (value.escaped) {
        value.escaped = false;
        at += 1;
      } else if (value.inText) {
        at = found(IN_TEXT, text, at);
        if (text[at] === '\\') value.escaped = true;
        else if (text[at] === '"') {
          value.inText = false;
          isOver = value.depth === 0;
        } else break;
        at += 1;
      } else if (value.depth === 0 && !/["{[]/.test(text[at]!)) {
        // A number or a word: it may have begun in an earlier text.
        at = found(ENDS, text, at);
        isOver = at < text.length;
      } else {
        at = found(STOPS, text, at);
        const sign = text[at];
        if (sign === undefined) break;
        if (sign === '"') value.inText = true;
        else value.depth += sign === '{' || sign === '[' ? 1 : -1;
        isOver = value.depth === 0 && !value.inText;
        at += 1;
      }
    }
    value.parts?.push(text.slice(from, at));
    if (isOver) {
      this.#value = null;
      value.done(value.parts === null ? null : JSON.parse(value.parts.join('')));
    }
    return at;
  }
}

/** Where the pattern matches from a position on; the text's end where it does not. */
function found(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

/** Sets a member, as `JSON.parse` does, also one that is called `__proto__`. */
function put(object: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}
