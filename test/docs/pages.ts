/** README.md and the pages of docs/, and the blocks that stand in them. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Block {
  readonly language: string;
  readonly text: string;
  /** The number of its first line in the page. */
  readonly line: number;
  /** What the comments right before it say: `not run: …`, `file: …`. */
  readonly marks: readonly string[];
}

export interface Page {
  /** From the project's folder. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The text without its blocks and comments. */
  readonly prose: string;
}

const FENCED = /^((?:<!-- [^\n]* -->\n)*)```(\w*)\n(.*?)^```$/gms;

function read(path: string): Page {
  const text = readFileSync(`${ROOT}${path}`, 'utf8');
  const blocks = [...text.matchAll(FENCED)].map(({ index, 1: comments, 2: language, 3: body }): Block => {
    const before = text.slice(0, index) + comments;
    return {
      language: language!,
      text: body!,
      line: before.split('\n').length + 1,
      marks: [...comments!.matchAll(/^<!-- (.*) -->$/gm)].map(([, each]) => each!),
    };
  });
  return { path, text, blocks, prose: text.replace(FENCED, '').replace(/<!--.*?-->/gs, '') };
}

const names = readdirSync(`${ROOT}docs`).filter((name) => name.endsWith('.md'));
export const PAGES: readonly Page[] = ['README.md', ...names.map((name) => `docs/${name}`)].map(read);

/** @throws Error where there is no such page */
export function page(path: string): Page {
  const found = PAGES.find((each) => each.path === path);
  if (found === undefined) throw new Error(`expected a page ${path}`);
  return found;
}

/** What follows a mark such as `not run`; null: the block does not have it. */
export function mark(block: Block, name: string): string | null {
  const found = block.marks.find((each) => each === name || each.startsWith(`${name}: `));
  return found === undefined ? null : found.slice(name.length + 2);
}
