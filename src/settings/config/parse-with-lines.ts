/**
 * A configuration file's values with the line of each. YAML 1.2 and JSON; a file that ends in `.json` is held to JSON.
 */
import { isAlias, isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { usageError } from '../../model/errors.js';
import { parseJson } from '../../text/parse-json.js';

export type Path = readonly (string | number)[];

export interface ParsedFile {
  /** Plain data; null for an empty file. */
  readonly value: unknown;
  /** The line, from 1, of the key or element that a path leads to, or of the nearest thing around it. */
  lineOf(path: Path): number;
}

/**
 * @param file what errors name
 * @throws LogscanError `usage` for what is no YAML, or no JSON, with the line
 */
export function parseWithLines(text: string, file: string): ParsedFile {
  if (file.endsWith('.json')) parseJson(text, file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    const { line } = lines.linePos(problem.pos[0]);
    throw usageError(`${file}:${line}: not valid YAML: ${problem.message.replace(/\s+/g, ' ')}`);
  }
  let value: unknown;
  try {
    // The limit is the library's own, against aliases that multiply.
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw usageError(`${file}: not valid YAML: ${(error as Error).message}`);
  }
  const resolved = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  const lineOf = (path: Path): number => {
    let node: unknown = document.contents;
    let offset = startOf(node) ?? 0;
    for (const step of path) {
      node = resolved(node);
      if (isMap(node)) {
        const pair = node.items.find(
          ({ key }) => String((key as { value?: unknown } | null)?.value ?? key) === String(step),
        );
        if (pair === undefined) break;
        offset = startOf(pair.key) ?? offset;
        node = pair.value;
      } else if (isSeq(node) && typeof step === 'number') {
        node = node.items[step];
        offset = startOf(node) ?? offset;
      } else break;
    }
    return lines.linePos(offset).line;
  };
  return { value, lineOf };
}

function startOf(node: unknown): number | null {
  return (node as Node | null | undefined)?.range?.[0] ?? null;
}

/** `check.rules[1].max-rate`. */
export function pathText(path: Path): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
}
