/**
 * The commands that README.md and docs/ show are run in the order of each page, and what is shown of their output comes out.
 *
 * A block of `sh` is a script; one of `console` has commands behind `$ ` and what they print, where `…` alone on a line
 * stands for any lines. Comments right before a block say what is different about it:
 * `not run: REASON` (it is listed as skipped), `ends with: STATUS`, `until it is ended` (its last line, by SIGTERM),
 * `save as: PATH` (for the commands behind it), `file: PATH` (it is that file of the project).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Block, mark, PAGES, type Page, ROOT } from './pages.js';
import { type Run, type ScratchFolder, scratchFolder } from './scratch-folder.js';

/** What a block of these languages has is run, or is marked. */
const RUN = ['sh', 'console', 'bash', 'powershell', 'bat'];
/** What the others are; those of TypeScript are run by `test/library/`. */
const SHOWN = ['yaml', 'json', 'csv', 'text', 'ts', 'groovy', 'kotlin'];
const REASONS = [
  'Windows',
  'a package registry',
  'a release',
  'a container engine',
  'other hosts',
  'administrator’s rights',
  'a fixed port',
  'a printer',
  'Spark, as engines/spark/test runs it',
  'Kafka',
  'the whole repository',
];

interface Command {
  readonly script: string;
  /** What comes out; null: anything. */
  readonly shown: string | null;
}

const commandsOf = ({ language, text }: Block): Command[] =>
  language === 'console'
    ? text
        .split(/^\$ /m)
        .slice(1)
        .map((part) => ({ script: part.slice(0, part.indexOf('\n')), shown: part.slice(part.indexOf('\n') + 1) }))
    : [{ script: text, shown: null }];

const isRun = (block: Block) =>
  (block.language === 'sh' || block.language === 'console') && mark(block, 'not run') === null;
const expectedStatus = (block: Block) =>
  Number(mark(block, 'ends with') ?? (mark(block, 'until it is ended') === null ? 0 : 143));

// Blocks are scripts of bash.
describe.skipIf(process.platform === 'win32')('commands', () => {
  const runs = new Map<Block, Run[]>();
  const folders: ScratchFolder[] = [];
  beforeAll(async () => {
    const limit = pLimit(3);
    await Promise.all(PAGES.map((page) => limit(runAll, page)));
  }, 180_000);

  async function runAll({ blocks }: Page): Promise<void> {
    if (!blocks.some(isRun)) return;
    const folder = scratchFolder();
    folders.push(folder);
    for (const block of blocks) {
      const file = mark(block, 'save as');
      if (file !== null) writeFileSync(join(folder.path, file), block.text);
      if (isRun(block)) runs.set(block, await runBlock(folder, block));
    }
  }
  afterAll(() => {
    for (const folder of folders) folder.remove();
  });

  async function runBlock(folder: ScratchFolder, block: Block): Promise<Run[]> {
    const isEnded = mark(block, 'until it is ended') !== null;
    const done: Run[] = [];
    for (const { script } of commandsOf(block)) {
      done.push(await (isEnded ? folder.runUntilEnded(script) : folder.run(script, expectedStatus(block))));
    }
    return done;
  }

  for (const { path, blocks } of PAGES) {
    for (const block of blocks.filter(({ language }) => RUN.includes(language))) {
      const [first] = block.text.split('\n');
      const name = `${path}:${block.line} ${first}`;
      const reason = mark(block, 'not run');
      if (reason !== null) {
        test.skip(`${name} (${reason})`, () => {});
        continue;
      }
      test(name, () => {
        expect(
          isRun(block),
          `${block.language} is not run here: expected a comment <!-- not run: … --> before it`,
        ).toBe(true);
        const done = runs.get(block)!;
        for (const [i, { script, shown }] of commandsOf(block).entries()) {
          const { status, output } = done[i]!;
          expect(status, `${script}\n${output}`).toBe(expectedStatus(block));
          if (shown !== null) holds(output, shown);
        }
      });
    }
  }
});

/** `…` alone on a line stands for any lines. */
function holds(output: string, shown: string): void {
  const parts = shown.split(/^…\n/m);
  if (parts.length === 1) {
    expect(output).toBe(shown);
    return;
  }
  expect(output.startsWith(parts[0]!), `${output}\ndoes not begin with\n${parts[0]}`).toBe(true);
  let at = parts[0]!.length;
  for (const part of parts.slice(1, -1)) {
    const found = output.indexOf(`\n${part}`, at - 1);
    expect(found, `${output}\nlacks, or has not in this order\n${part}`).toBeGreaterThanOrEqual(0);
    at = found + 1 + part.length;
  }
  expect(output.slice(at).endsWith(parts.at(-1)!), `${output}\ndoes not end with\n${parts.at(-1)}`).toBe(true);
}

describe('blocks', () => {
  const all = PAGES.flatMap(({ path, blocks }) => blocks.map((block) => ({ at: `${path}:${block.line}`, block })));

  test('have a language that says what they are', () => {
    const known = [...RUN, ...SHOWN];
    expect(all.filter(({ block }) => !known.includes(block.language)).map(({ at }) => at)).toEqual([]);
    // Four blanks make a block too, which nobody would run.
    const indented = PAGES.flatMap(({ path, prose }) => (/(?:^|\n)\n {4}\S/.test(prose) ? [path] : []));
    expect(indented).toEqual([]);
  });

  test('that are not run say why, in words that are known', () => {
    const reasons = all.flatMap(({ at, block }) => {
      const reason = mark(block, 'not run');
      return reason === null ? [] : [{ at, reason }];
    });
    expect(reasons.filter(({ reason }) => !REASONS.includes(reason.replace(/^needs /, '')))).toEqual([]);
    expect(REASONS.filter((each) => !reasons.some(({ reason }) => reason === `needs ${each}`))).toEqual([]);
  });

  test('have marks that mean something', () => {
    const known = /^(not run|ends with|file|save as|example): .|^until it is ended$/;
    expect(all.filter(({ block }) => !block.marks.every((each) => known.test(each))).map(({ at }) => at)).toEqual([]);
  });

  const files = all.flatMap(({ block }) => {
    const file = mark(block, 'file');
    return file === null ? [] : [[file, block.text] as const];
  });
  test.each(files)('%s is shown as it is', (file, text) => {
    expect(text).toBe(readFileSync(join(ROOT, file), 'utf8'));
  });
});
