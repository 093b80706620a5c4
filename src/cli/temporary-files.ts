/**
 * The files that outputs are until they are whole: `.out.json.<tag>.tmp` beside `out.json`. The tag is 24 hexadecimal
 * digits: eight for the machine, eight for the process, eight at random. What a killed run left is removed by the next one
 * that writes the same file.
 */
import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DAY_MS } from '../model/calendar.js';
import type { CliContext } from './context.js';

/** Bytes that common file systems take. */
const MOST_NAME_BYTES = 255;
/** Eight digits alone were the tag of earlier versions. */
const TAG = /^(?:([0-9a-f]{8})([0-9a-f]{8}))?[0-9a-f]{8}$/;
const ENDING = '.tmp';

/** @param name of the output, without its folder */
export function temporaryName(name: string, pid: number): string {
  const tag = `${machine()}${pid.toString(16).padStart(8, '0')}${crypto.randomUUID().slice(0, 8)}`;
  return `${beginning(name)}${tag}${ENDING}`;
}

/** Removes what ended runs of this machine left of an output, and what is left of others after a day. */
export async function removeLeftovers(folder: string, name: string, context: CliContext): Promise<void> {
  const start = beginning(name);
  for (const each of await readdir(folder).catch(() => [])) {
    if (!each.startsWith(start) || !each.endsWith(ENDING)) continue;
    const tag = TAG.exec(each.slice(start.length, -ENDING.length));
    if (tag === null) continue;
    const [, host, pid] = tag;
    const path = join(folder, each);
    const isLeft =
      host === machine() ? !context.isRunning(Number.parseInt(pid!, 16)) : await isOlderThanADay(path, context);
    // Whoever may not remove it can still write beside it.
    if (isLeft) await rm(path, { force: true }).catch(() => {});
  }
}

/** A name that would be too long with what is added stands as its hash. */
function beginning(name: string): string {
  const isLong = Buffer.byteLength(name) + '..'.length + 24 + ENDING.length > MOST_NAME_BYTES;
  return `.${isLong ? digest(name, 32) : name}.`;
}

function machine(): string {
  return digest(hostname(), 8);
}

function digest(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

async function isOlderThanADay(path: string, { now }: CliContext): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && now() - found.mtimeMs > DAY_MS;
}
