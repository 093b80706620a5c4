/** What others answer becomes part of an error message: its beginning is enough, however long it is. */

/** At most this many characters of an answer are kept. */
export const MOST_ANSWER = 1000;

/** At most this many characters of an answer are shown. */
const MOST_SHOWN = 300;

/** The beginning of a body, of which no more is read. */
export async function beginningOf(body: AsyncIterable<Uint8Array> | null): Promise<string> {
  const kept: Uint8Array[] = [];
  let left = MOST_ANSWER;
  try {
    for await (const chunk of body ?? []) {
      kept.push(chunk.slice(0, left));
      left -= chunk.length;
      // Ends the connection.
      if (left <= 0) break;
    }
  } catch {
    // What came of it is enough.
  }
  return Buffer.concat(kept).toString('utf8');
}

/** In one line. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN - 1)}…` : line;
}
