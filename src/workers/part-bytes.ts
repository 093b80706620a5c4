/** The bytes of parts of a plan: from the files themselves, or from frames that another program sends. */
import { createReadStream } from 'node:fs';
import { usageError } from '../model/errors.js';
import { NOT_PLANNED, type PlannedPart } from '../model/source-plan.js';
import { framedParts, type OpenPart } from '../sources/part-frames.js';
import { identityOfFile } from '../sources/source-digest.js';
import type { PartBytes } from './scan-parts.js';

/**
 * Parts by their numbers, in this order, from the files that the plan names.
 * @throws LogscanError `usage` for a number that the plan does not have
 */
export async function* fileParts(parts: readonly PlannedPart[], numbers: readonly number[]): AsyncGenerator<PartBytes> {
  for (const number of numbers) {
    const part = partOf(parts, number);
    const error = changeOf(part);
    yield { part, error, chunks: error === null ? bytesOf(part) : nothing() };
  }
}

/**
 * @throws LogscanError `usage` for a number that the plan does not have, `input` for what are no frames
 */
export async function* sentParts(
  parts: readonly PlannedPart[],
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<PartBytes> {
  for await (const { part, error, chunks } of framedParts(bytes)) {
    yield { part: typeof part === 'number' ? partOf(parts, part) : openPart(part), error, chunks };
  }
}

/** No part of the plan, which decides all the same how it is counted. */
function openPart({ name, from, modified }: OpenPart): PlannedPart {
  const text = { mark: 0, utc: false, head: null };
  return {
    number: NOT_PLANNED,
    source: { name, size: null, digest: null, modified, text, parts: [0] },
    from,
    to: null,
  };
}

function partOf(parts: readonly PlannedPart[], number: number): PlannedPart {
  const part = parts[number];
  if (part !== undefined) return part;
  throw usageError(`part ${number}: expected one of the plan, which has 0 to ${parts.length - 1}`);
}

/** Why the file is not the one that was planned; null where it is, or that is not known. */
function changeOf({ source: { name, digest, size } }: PlannedPart): string | null {
  if (digest === null) return null;
  // What it has grown by since is not in the plan.
  const now = identityOfFile(name, size!);
  return now === null || now.digest === digest ? null : 'is another file than was planned';
}

async function* bytesOf({ source, from }: PlannedPart): AsyncGenerator<Uint8Array> {
  // Parts of a whole file that has grown would differ from call to call.
  const end = source.size === null ? Number.POSITIVE_INFINITY : source.size - 1;
  if (end < 0) return;
  const stream = createReadStream(source.name, { start: Math.max(0, from - 1), end, highWaterMark: CHUNK });
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } finally {
    stream.destroy();
  }
}

const CHUNK = 1 << 20;

async function* nothing(): AsyncGenerator<Uint8Array> {}
