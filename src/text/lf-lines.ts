/**
 * Lines of UTF-8 text as its bytes arrive, for documents of one line each. LF alone ends one: `node:readline` takes U+2028 and
 * U+2029 for line ends too (from Node 24 on), and JSON has them in its texts as they are.
 */
const LF = 10;

/** The last line may have no end. A CR before an LF stays: to JSON it is a blank. */
export async function* lfLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, from)) {
      parts.push(chunk.subarray(from, end));
      yield Buffer.concat(parts).toString('utf8');
      parts = [];
      from = end + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  }
  if (parts.length > 0) yield Buffer.concat(parts).toString('utf8');
}
