/** Parts of a text, written some at a time: fewer calls than parts, and less memory than the whole. */

/** Characters that are written at once. */
const BATCH = 1 << 16;

/** Each text that is written is whole lines, as far as the parts are: what people read is told apart by lines. */
export async function inBatches(parts: Iterable<string>, write: (text: string) => Promise<void>): Promise<void> {
  let batch = '';
  for (const part of parts) {
    batch += part;
    if (batch.length < BATCH) continue;
    const end = batch.lastIndexOf('\n') + 1;
    if (end === 0) continue;
    await write(batch.slice(0, end));
    batch = batch.slice(end);
  }
  if (batch !== '') await write(batch);
}
