/** What reads the lines of a live run. */
import { compileKernel } from '../kernel/load.js';
import type { Plan } from '../pipeline.js';
import type { LineReader } from '../scan/line-reader.js';
import { Scanner } from '../scan/scanner.js';
import { keysOf } from './live-counts.js';

/** All events of a block are kept until they are handed on: with small blocks they are few. */
const BLOCK_SIZE = 64 * 1024;

export async function lineReader(plan: Plan): Promise<LineReader> {
  const { rules, timeZone, count, format } = plan;
  const options = { module: compileKernel(), rules, timeZone, count, groupKeys: keysOf(plan) };
  if (format === null) return new Scanner({ ...options, blockSize: BLOCK_SIZE });
  const { CustomFormatScanner } = await import('../scan/custom-format/custom-scanner.js');
  return new CustomFormatScanner({ ...options, format, stopped: () => false });
}
