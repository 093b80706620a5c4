/**
 * zstd with a Node that does not decode it: by the program of that name where it is installed, which takes a fifth of the
 * time, else by a library. What is read, and what is said of a fault, is the same.
 */
import * as zlib from 'node:zlib';
import { LogscanError } from '../../model/errors.js';
import { findProgram } from '../find-program.js';
import { type Chunks, withoutFirst } from '../peek.js';
import { unpackWith } from '../program.js';
import { unzstd } from './unzstd.js';

export interface ZstdOptions {
  /** Gives the same bytes once more; null where that is not possible: then the program is not asked. */
  readonly again: (() => Chunks) | null;
  /** Ends the program. Called only where there is one. */
  readonly signal: () => AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether Node decodes it itself; by default as it is. */
  readonly isNodes?: boolean;
}

export async function* unzstdQuickly(
  chunks: Chunks,
  { again, signal, env, isNodes = 'createZstdDecompress' in zlib }: ZstdOptions,
): Chunks {
  if (isNodes || again === null || findProgram('zstd', { env }) === null) {
    yield* unzstd(chunks);
    return;
  }
  let given = 0;
  try {
    const path = env.PATH;
    for await (const piece of unpackWith('zstd', chunks, {
      signal: signal(),
      ...(path === undefined ? {} : { path }),
    })) {
      given += piece.length;
      yield piece;
    }
    return;
  } catch (error) {
    if (!(error instanceof LogscanError) || signal().aborted) throw error;
  }
  // What the program says of a fault has no position, and it may have kept whole blocks before it.
  yield* withoutFirst(unzstd(again()), given);
}
