/** What an engine sends: the bytes of parts, from the one before the first to a line end behind the last. */
import { readFileSync } from 'node:fs';
import { type PlanDocument, partsOf } from '../../src/model/source-plan.js';

const LF = 10;

/** @param chunk bytes of a chunk of the stream; frames are cut otherwise */
export async function* framesOf(
  document: PlanDocument,
  numbers: readonly number[],
  chunk: number,
): AsyncGenerator<Uint8Array> {
  const frames: Buffer[] = [];
  for (const number of numbers) {
    const { source, from, to } = partsOf(document)[number]!;
    const bytes = readFileSync(source.name);
    const begin = Math.max(0, from - 1);
    const lineEnd = to === null ? -1 : bytes.indexOf(LF, to - 1);
    const sent = bytes.subarray(begin, lineEnd < 0 ? bytes.length : lineEnd + 1);
    frames.push(frame(Buffer.from(JSON.stringify({ part: number }))));
    for (let at = 0; at < sent.length; at += 13) frames.push(frame(sent.subarray(at, at + 13)));
    frames.push(frame(Buffer.alloc(0)));
  }
  const all = Buffer.concat(frames);
  for (let at = 0; at < all.length; at += chunk) yield all.subarray(at, at + chunk);
}

export function frame(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
