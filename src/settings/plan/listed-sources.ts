/** Sources that another program lists, because this one cannot reach them: a line of JSON for each. */
import { usageError } from '../../model/errors.js';
import type { SourceFacts } from '../../model/source-plan.js';
import { lfLines } from '../../text/lf-lines.js';

/**
 * `{"name":"s3a://logs/app.log","size":1000000,"modified":1793524500000,"head":"…","tail":"…"}`: `head` and `tail` are its
 * first and last 64 KiB in base64; without both a source is one part, and without `head` it is not known what it is.
 * @throws LogscanError `usage`
 */
export async function listedSources(lines: AsyncIterable<Uint8Array>): Promise<SourceFacts[]> {
  const sources: SourceFacts[] = [];
  let number = 0;
  for await (const line of lfLines(lines)) {
    number += 1;
    if (line.trim() !== '') sources.push(sourceOf(line, number));
  }
  return sources;
}

function sourceOf(line: string, number: number): SourceFacts {
  const wrong = (what: string) =>
    usageError(
      `standard input:${number}: expected a source as {"name", "size", "modified", "head", "tail"}; got ${what}`,
    );
  let value: Record<string, unknown>;
  try {
    value = Object(JSON.parse(line)) as Record<string, unknown>;
  } catch {
    throw wrong('other text');
  }
  const { name, size = null, modified = null, head = '', tail = null } = value;
  if (typeof name !== 'string' || name === '') throw wrong('no name');
  if (size !== null && !(Number.isSafeInteger(size) && (size as number) >= 0)) throw wrong('a size that is none');
  if (modified !== null && typeof modified !== 'number') throw wrong('a time that is none');
  if (typeof head !== 'string' || (tail !== null && typeof tail !== 'string')) throw wrong('bytes that are no text');
  return {
    name,
    size: size as number | null,
    modified: modified as number | null,
    head: Buffer.from(head, 'base64'),
    tail: tail === null ? null : Buffer.from(tail as string, 'base64'),
  };
}
